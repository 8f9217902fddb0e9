/// Why a library does not serve.
struct LibraryRefusal: Error, Sendable, Hashable {
    /// Stable, for programs: `library.missing`.
    let code: String
    /// What was seen, what was wanted, what to do.
    let reason: String

    static let missingCode = "library.missing"
    /// Of one that did not survive being described.
    static let crashedCode = "processor.describe_crashed"

    /// Two builds of a library cannot live in one process.
    static let inHost = LibraryRefusal(
        code: "library.in_host",
        reason:
            "it runs inside the host (placement in-process) and cannot be replaced there. Restart the host to take the new one"
    )

    static func quarantined(_ path: String, _ reason: String) -> LibraryRefusal {
        LibraryRefusal(
            code: "library.quarantined",
            reason:
                "\(path) is not tried again: with these very bytes \(reason). Install another build, or restart the host"
        )
    }

    /// Nobody is told: the host whose start was cancelled does not come to be.
    static let startCancelled = LibraryRefusal(
        code: "host.stopping", reason: "the host was stopped before it had started")
}

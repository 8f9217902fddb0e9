/// Why a library does not serve.
struct LibraryRefusal: Error, Sendable, Hashable {
    /// Stable, for programs: `library.missing`.
    let code: String
    /// What was seen, what was wanted, what to do.
    let reason: String

    /// Nobody is told: the host whose start was cancelled does not come to be.
    static let startCancelled = LibraryRefusal(
        code: "host.stopping", reason: "the host was stopped before it had started")
}

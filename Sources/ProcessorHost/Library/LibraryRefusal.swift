/// Why a library does not serve.
struct LibraryRefusal: Error, Sendable, Hashable {
    /// Stable, for programs: `library.missing`.
    let code: String
    /// What was seen, what was wanted, what to do.
    let reason: String
}

/// A processor that does not serve, and why. The others serve on.
public struct RefusedProcessor: Sendable, Hashable {
    public let name: String
    /// What it would have served, as far as that is known: full names.
    public let jobTypes: [String]
    /// Stable, for programs: `library.sha256`.
    public let code: String
    /// What was seen, what was wanted, what to do.
    public let reason: String

    public init(name: String, jobTypes: [String], code: String, reason: String) {
        self.name = name
        self.jobTypes = jobTypes
        self.code = code
        self.reason = reason
    }
}

extension RefusedProcessor: CustomStringConvertible {
    public var description: String { "processor \(name) refused: \(reason) [\(code)]" }
}

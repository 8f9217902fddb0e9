/// Why a library does not serve. Goes to the operator and to the author of the library as it is.
public struct LoadError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable, for programs: `abi.major`.
    public let code: String
    /// What was seen, what was wanted, what to do.
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(message) [\(code)]" }
}

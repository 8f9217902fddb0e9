/// Why a run cannot complete, and whether trying again could help.
public struct ProcessorError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// Trying again gives the same result: the input is at fault.
        case permanent
        /// May pass: try again, after the delay if one is given.
        case transient(after: Duration?)
        /// Not a failure: call again after the delay, without charging an attempt.
        case snooze(after: Duration)
    }

    public var kind: Kind
    /// Short and stable, for programs: `criteria.not_found`.
    public var code: String
    /// For people: what was seen, what was wanted, what to do.
    public var message: String

    public init(_ kind: Kind, code: String, message: String) {
        self.kind = kind
        self.code = code
        self.message = message
    }

    public static func permanent(code: String, _ message: String) -> ProcessorError {
        ProcessorError(.permanent, code: code, message: message)
    }

    public static func transient(code: String, _ message: String, after: Duration? = nil) -> ProcessorError {
        ProcessorError(.transient(after: after), code: code, message: message)
    }

    public static func snooze(after: Duration, code: String, _ message: String) -> ProcessorError {
        ProcessorError(.snooze(after: after), code: code, message: message)
    }

    public var description: String { "\(message) [\(code)]" }
}

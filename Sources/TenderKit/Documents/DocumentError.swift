public import ProcessorKit

/// Why a file gave no document: which file, what was tried, what was seen.
public struct DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Stable words for programs.
    public enum Code: String, Sendable {
        case missing = "document.missing"
        case empty = "document.empty"
        case tooLarge = "document.too_large"
        case unsupported = "document.unsupported"
        /// A zip archive of files, no document itself: what is in it can be read file by file.
        case archive = "document.archive"
        case passwordProtected = "document.password_protected"
        case damaged = "document.damaged"
        case toolMissing = "document.tool_missing"
        case timeLimit = "document.time_limit"
        case cancelled = "document.cancelled"
    }

    public var code: Code
    /// Relative to the package, as ``PrintableName`` shows it.
    public var file: String
    /// What was tried to read it, in order: `pdftotext`.
    public var tried: [String]
    /// What was seen and what to do, in words.
    public var reason: String

    public init(_ code: Code, file: String, tried: [String], reason: String) {
        self.code = code
        self.file = PrintableName.of(file)
        self.tried = tried
        self.reason = reason
    }

    public var description: String { "\(file): \(explanation)" }

    /// The reason with what was tried, without the file's name.
    public var explanation: String {
        tried.isEmpty ? reason : "\(reason) (tried: \(tried.joined(separator: ", ")))"
    }

    /// As a processor reports it: trying again would not help.
    public var processorError: ProcessorError {
        .permanent(code: code.rawValue, description)
    }
}

/// What went wrong inside a reader, before the file's name is known to it.
struct ReadFailure: Error, Equatable {
    var code: DocumentError.Code
    var reason: String

    init(_ code: DocumentError.Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

/// What long loops without a pause ask now and then.
enum Cancellation {
    static func check() throws(ReadFailure) {
        if Task.isCancelled { throw ReadFailure(.cancelled, "cancelled") }
    }

    /// The same, once in 1,024 turns.
    static func check(_ turn: Int) throws(ReadFailure) {
        if turn & 1023 == 0 { try check() }
    }
}

/// Why a call on a connection, a pool or a listener failed.
///
/// The description never shows a password, a parameter's value, or the row that a constraint refused: `detail` has the
/// latter, for code that needs it.
public struct PostgresError: Error, Sendable, Hashable {
    /// What kind of failure it was. Compare this; everything else is for people.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case connectionFailed, connectionLost, timedOut, server, closed, invalidURL, invalidParameter
            case protocolViolation, cancelled
        }

        private let value: Value

        /// No connection could be made: unreachable, refused, or the server turned the client away.
        public static let connectionFailed = Code(value: .connectionFailed)
        /// The connection broke while it was in use. Whether the last statement took effect is unknown.
        public static let connectionLost = Code(value: .connectionLost)
        /// A time limit passed: the client's, the server's `statement_timeout`, or the wait for a pooled connection.
        public static let timedOut = Code(value: .timedOut)
        /// The server refused a statement; `sqlState` says why.
        public static let server = Code(value: .server)
        /// The connection, pool or listener was closed by this side.
        public static let closed = Code(value: .closed)
        /// The connection string cannot be understood.
        public static let invalidURL = Code(value: .invalidURL)
        /// A parameter or a statement cannot be sent, for example text with U+0000.
        public static let invalidParameter = Code(value: .invalidParameter)
        /// The server answered something that was not asked for, or that this client does not speak.
        public static let protocolViolation = Code(value: .protocolViolation)
        /// The calling task was cancelled.
        public static let cancelled = Code(value: .cancelled)

        public var description: String { value.rawValue }
    }

    public let code: Code
    /// What happened, in one sentence; the server's primary message where there is one.
    public let message: String
    /// The five characters of the server's error code, if the server said something.
    public var sqlState: String?
    /// The server's detail. It can quote the data of rows.
    public var detail: String?
    /// The server's advice.
    public var hint: String?
    /// Which statement of a pipeline failed, counted from 0.
    public var statementIndex: Int?

    public init(
        _ code: Code, _ message: String, sqlState: String? = nil, detail: String? = nil, hint: String? = nil,
        statementIndex: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.detail = detail
        self.hint = hint
        self.statementIndex = statementIndex
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        var text = "\(code): \(shownMessage)"
        if let sqlState { text += " [\(sqlState)]" }
        if let statementIndex { text += " (statement \(statementIndex))" }
        if let hint { text += ". \(hint)" }
        return text
    }

    /// Data exceptions quote the value that they refuse; it is left out.
    private var shownMessage: String {
        guard let sqlState, sqlState.hasPrefix("22"), let quote = message.firstIndex(of: "\"") else { return message }
        return message[..<quote] + "…"
    }
}

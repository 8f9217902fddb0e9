import CLibpq

extension PostgresError {
    /// What the server said in a result that reports a failure. Its context field is left out: it can quote parameters.
    init(result: OpaquePointer) {
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        self.init(
            .server,
            field(Diagnostic.message) ?? Self.oneLine(PQresultErrorMessage(result)) ?? "the server gave no reason",
            sqlState: field(Diagnostic.sqlState), detail: field(Diagnostic.detail), hint: field(Diagnostic.hint))
    }

    func with(code: Code) -> PostgresError {
        PostgresError(
            code, message, sqlState: sqlState, detail: detail, hint: hint, statementIndex: statementIndex)
    }

    /// Whether the connection is gone with this error: libpq says so, or the server ended the session.
    func endsConnection(_ status: ConnStatusType, result: OpaquePointer) -> Bool {
        guard status == CONNECTION_OK else { return true }
        guard let severity = PQresultErrorField(result, Diagnostic.severity) else { return sqlState == nil }
        return ["FATAL", "PANIC"].contains(String(cString: severity))
    }

    /// Whether a prepared statement was refused because its result's columns have changed.
    static func isStalePlan(_ result: OpaquePointer) -> Bool {
        guard let state = PQresultErrorField(result, Diagnostic.sqlState), String(cString: state) == "0A000",
            let function = PQresultErrorField(result, Diagnostic.function)
        else { return false }
        return String(cString: function) == "RevalidateCachedQuery"
    }

    /// An error from libpq's text about a connection. In verbose form the server's part of it is
    /// `FATAL:  28P01: the message`, and the line after it the place in the server's source.
    init(_ code: Code, libpqMessage: String) {
        var sqlState: String?
        let lines = libpqMessage.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("LOCATION:") }
        let text = lines.map { line in
            guard let mark = line.firstRange(of: ":  "), line[mark.upperBound...].dropFirst(5).hasPrefix(": ") else {
                return line
            }
            let state = line[mark.upperBound...].prefix(5)
            guard state.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber) }) else { return line }
            sqlState = String(state)
            return line[..<mark.lowerBound] + ": " + line[mark.upperBound...].dropFirst(7)
        }
        let message = Self.oneLine(text.joined(separator: "\n")) ?? "the server closed the connection"
        self.init(code, message, sqlState: sqlState)
    }

    /// libpq's text without line ends; nil if there is none.
    static func oneLine(_ text: UnsafePointer<CChar>?) -> String? { text.flatMap { oneLine(String(cString: $0)) } }

    static func oneLine(_ text: String) -> String? {
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.drop { $0.isWhitespace }
        }
        return lines.isEmpty ? nil : lines.joined(separator: "; ")
    }

    /// The field codes of `postgres_ext.h`, which Swift does not import.
    private enum Diagnostic {
        static let severity = Int32(UInt8(ascii: "V"))
        static let sqlState = Int32(UInt8(ascii: "C"))
        static let message = Int32(UInt8(ascii: "M"))
        static let detail = Int32(UInt8(ascii: "D"))
        static let hint = Int32(UInt8(ascii: "H"))
        static let function = Int32(UInt8(ascii: "R"))
    }
}

import CLibpq

/// One value of a result, in the server's text format. Each getter answers nil for NULL, and for a value that is not of
/// that form.
public struct PostgresCell: Sendable {
    let storage: ResultStorage
    let row: Int32
    let column: Int32

    private static let byteaType: Oid = 17

    /// Whether the value is NULL.
    public var isNull: Bool { PQgetisnull(storage.result, row, column) == 1 }

    /// Any type, as PostgreSQL writes it; UUIDs in lower case with hyphens.
    public var string: String? { withBytes { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of ``string``, for example of a JSON value.
    public var utf8: [UInt8]? { withBytes { Array($0) } }

    /// `smallint`, `integer`, `bigint`, and whole `numeric`s.
    public var int: Int? { string.flatMap { Int($0) } }

    /// `boolean`.
    public var bool: Bool? {
        withBytes { bytes in
            switch bytes.first {
            case UInt8(ascii: "t"): true
            case UInt8(ascii: "f"): false
            default: nil
            }
        } ?? nil
    }

    /// `bytea`; nil for a value of another type.
    public var bytes: [UInt8]? {
        guard !isNull, PQftype(storage.result, column) == Self.byteaType else { return nil }
        var count = 0
        defer { extendLifetime(storage) }
        // libpq ends every value with NUL, and what it decodes is ours until PQfreemem.
        return PQgetvalue(storage.result, row, column)?.withMemoryRebound(to: UInt8.self, capacity: 1) { text in
            guard let decoded = PQunescapeBytea(text, &count) else { return nil }
            defer { PQfreemem(decoded) }
            return Array(UnsafeBufferPointer(start: decoded, count: count))
        }
    }

    /// Lends the text format's bytes, without a copy, for the time of the call. Nil for NULL.
    public func withBytes<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value? {
        guard !isNull, let start = PQgetvalue(storage.result, row, column) else { return nil }
        // The pointer is libpq's and lives as long as the PGresult, which `storage` keeps until this function returns.
        let length = Int(PQgetlength(storage.result, row, column))
        defer { extendLifetime(storage) }
        return try body(UnsafeRawBufferPointer(start: start, count: length))
    }
}

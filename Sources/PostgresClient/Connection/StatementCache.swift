/// The statements that one connection has prepared, by text and parameter types.
///
/// When it is full, further statements are sent unprepared: the texts of a program are few, and none has to give way.
struct StatementCache {
    fileprivate struct Key: Hashable {
        let sql: String
        let types: [UInt32]
    }

    private var names: [Key: String] = [:]
    private let limit: Int
    private(set) var isEnabled: Bool

    init(limit: Int) {
        self.limit = limit
        isEnabled = limit > 0
    }

    /// The name under which the server knows the statement.
    func name(of statement: PostgresStatement) -> String? { names[Key(statement)] }

    /// The name to prepare a new statement under; nil if it is to be sent unprepared.
    ///
    /// It is made from the statement, so that a pooler between this client and the server can never confuse two of them.
    func newName(for statement: PostgresStatement) -> String? {
        guard isEnabled, names.count < limit else { return nil }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let mix = { (byte: UInt8) in hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        statement.sql.utf8.forEach(mix)
        for value in statement.values { withUnsafeBytes(of: value.oid) { $0.forEach(mix) } }
        return "p\(String(hash, radix: 16))"
    }

    mutating func insert(_ name: String, for statement: PostgresStatement) { names[Key(statement)] = name }

    /// Forgets everything, as the server does at DEALLOCATE ALL.
    mutating func removeAll() { names.removeAll() }

    /// Forgets everything and prepares nothing more.
    mutating func disable() {
        names.removeAll()
        isEnabled = false
    }
}

extension StatementCache.Key {
    fileprivate init(_ statement: PostgresStatement) {
        self.init(sql: statement.sql, types: statement.values.map(\.oid))
    }
}

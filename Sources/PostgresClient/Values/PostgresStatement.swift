/// One SQL statement and the values of its parameters `$1`, `$2`, …
public struct PostgresStatement: Sendable, Hashable {
    public let sql: String
    public let values: [PostgresValue]

    public init(_ sql: String, _ values: [PostgresValue] = []) {
        self.sql = sql
        self.values = values
    }
}

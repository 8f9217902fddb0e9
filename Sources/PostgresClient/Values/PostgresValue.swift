/// A parameter of a statement, in PostgreSQL's text format (`bytes` in binary), with the type that the server should
/// take.
public struct PostgresValue: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case null
        case text([UInt8])
        case binary([UInt8])
    }

    let content: Content
    /// The type's OID; 0 lets the server infer it.
    let oid: UInt32

    public static let null = PostgresValue(content: .null, oid: 0)

    /// Text, or any other type in the form that PostgreSQL reads.
    public static func text(_ value: String) -> PostgresValue { .utf8(Array(value.utf8)) }
    /// Text that is already UTF-8, such as JSON.
    public static func utf8(_ value: [UInt8]) -> PostgresValue { PostgresValue(content: .text(value), oid: 0) }
    public static func int(_ value: Int) -> PostgresValue { .text(String(value)) }
    public static func bool(_ value: Bool) -> PostgresValue { .text(value ? "t" : "f") }
    /// A `bytea`.
    public static func bytes(_ value: [UInt8]) -> PostgresValue { PostgresValue(content: .binary(value), oid: 17) }
}

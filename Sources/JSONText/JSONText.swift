/// A JSON text that has been checked and can be handed to PostgreSQL or to a processor as it is.
///
/// It is passed through as bytes: the host never decodes what it does not need to look into.
public struct JSONText: Sendable, Hashable {
    /// UTF-8, without U+0000, unpaired surrogates or numbers that no `Double` holds.
    public let bytes: [UInt8]

    /// Takes bytes that are known to be clean: they came out of a JSON column, a ``JSONScanner`` or an encoder.
    public init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// `{}`
    public static let emptyObject = JSONText(trusted: [UInt8(ascii: "{"), UInt8(ascii: "}")])
}

extension JSONText: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

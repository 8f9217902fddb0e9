import Foundation
import PostgresClient

/// One column of a batch: a parameter that `unnest` turns into rows.
///
/// It is built as bytes in one pass, because artifacts can be large and many.
struct ArrayLiteral {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]
    private(set) var count = 0

    /// The parameter, in PostgreSQL's text form of an array.
    var value: PostgresValue { .utf8(bytes + [UInt8(ascii: "}")]) }

    /// UTF-8 text. U+0000, which PostgreSQL has no place for, is left out.
    mutating func append(utf8 text: some Collection<UInt8>) {
        startElement()
        bytes.reserveCapacity(bytes.count + text.count + text.count / 8 + 3)
        bytes.append(UInt8(ascii: "\""))
        for byte in text where byte != 0 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func append(_ text: String) { append(utf8: text.utf8) }

    mutating func append(_ id: UUID) {
        startElement()
        withUnsafeBytes(of: id.uuid) { bytes in
            for byte in bytes { appendHex(byte) }
        }
    }

    /// A `bytea`.
    mutating func append(bytea data: [UInt8]) {
        startElement()
        bytes.append(contentsOf: #""\\x"#.utf8)
        for byte in data { appendHex(byte) }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func append(_ number: Int64) {
        startElement()
        bytes.append(contentsOf: String(number).utf8)
    }

    mutating func appendNull() {
        startElement()
        bytes.append(contentsOf: "NULL".utf8)
    }

    private mutating func startElement() {
        if count > 0 { bytes.append(UInt8(ascii: ",")) }
        count += 1
    }

    private mutating func appendHex(_ byte: UInt8) {
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

extension ArrayLiteral {
    init(_ ids: some Sequence<UUID>) {
        self.init()
        for id in ids { append(id) }
    }

    init(_ texts: some Sequence<String>) {
        self.init()
        for text in texts { append(text) }
    }
}

import CLibpq
import Foundation
import FuzzKit

@testable import PostgresClient
@testable import PostgresJobStore

extension FuzzTarget {
    /// Texts of processors on their way into an array parameter: a reader of PostgreSQL's rules finds the same again.
    static let arrayLiteral = FuzzTarget("array-literal") { bytes throws(BrokenRule) in
        let elements = bytes.split(separator: 0xFF, omittingEmptySubsequences: false).map { Array($0) }
        var literal = ArrayLiteral()
        var expected: [[UInt8]?] = []
        for (index, element) in elements.enumerated() {
            switch (element.first ?? 0) % 4 {
            case 0:
                literal.appendNull()
                expected.append(nil)
            case 1:
                literal.append(bytea: element)
                expected.append(Array("\\x".utf8) + element.flatMap { hexadecimal($0) })
            case 2:
                literal.append(Int64(index))
                expected.append(Array(String(index).utf8))
            default:
                literal.append(utf8: element)
                expected.append(element.filter { $0 != 0 })
            }
        }
        try demand(
            literal.value.text.map { ArrayText.elements(of: $0) } == expected, "PostgreSQL would read something else")
    }

    /// A connection string: understood or refused, and no word of it that may be a password in the refusal.
    static let connectionURL = FuzzTarget("connection-url") { bytes throws(BrokenRule) in
        let secret = "fUZz-sEcret"
        let text = String(decoding: bytes, as: UTF8.self)
        let configuration: PostgresConfiguration
        do throws(PostgresError) {
            configuration = try PostgresConfiguration(url: text.replacing("SECRET", with: secret))
        } catch {
            // A name in front of an equals sign is a keyword, and is named.
            let isInName = text.split(whereSeparator: { "?& ".contains($0) }).contains {
                $0.prefix { $0 != "=" }.contains("SECRET")
            }
            return try demand(isInName || !"\(error)".contains(secret), "the refusal tells the secret: \(error)")
        }
        try demand(!configuration.description.contains("\0"), "a description with U+0000")
    }

    /// Values of a result, of whatever type the server says.
    static let cell = FuzzTarget("cell") { bytes throws(BrokenRule) in
        var input = Bytes(bytes)
        let type = Oid(input.byte())
        let value = input.takeAll()
        guard let result = result(type: type, value: value) else { throw BrokenRule("libpq made no result") }
        let cell = PostgresResult(owning: result)[0, 0]
        try demand(cell.utf8 == value, "other bytes come out")
        if let number = cell.int { try demand(Int(cell.string ?? "") == number, "another number comes out") }
        if let bool = cell.bool { try demand(value.first == UInt8(ascii: bool ? "t" : "f"), "another truth comes out") }
        if type == 17, value.starts(with: Array("\\x".utf8)), value.dropFirst(2).allSatisfy({ isDigit($0) }) {
            try demand(cell.bytes?.count == value.dropFirst(2).count / 2, "bytes are missing")
        }
    }

    /// A result of one cell, as the server's answer would make it.
    private static func result(type: Oid, value: [UInt8]) -> OpaquePointer? {
        guard let result = PQmakeEmptyPGresult(nil, PGRES_TUPLES_OK) else { return nil }
        var name = Array("value\0".utf8).map { CChar(bitPattern: $0) }
        // libpq copies name and value.
        let isMade = name.withUnsafeMutableBufferPointer { name in
            var column = PGresAttDesc(
                name: name.baseAddress, tableid: 0, columnid: 0, format: 0, typid: type, typlen: -1, atttypmod: -1)
            return PQsetResultAttrs(result, 1, &column) == 1
        }
        var bytes = value.map { CChar(bitPattern: $0) }
        guard isMade, PQsetvalue(result, 0, 0, &bytes, CInt(bytes.count)) == 1 else {
            PQclear(result)
            return nil
        }
        return result
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}

extension PostgresValue {
    /// The bytes of a text parameter.
    fileprivate var text: [UInt8]? {
        if case .text(let bytes) = content { bytes } else { nil }
    }
}

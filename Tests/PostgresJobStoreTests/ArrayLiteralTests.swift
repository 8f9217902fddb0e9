import Foundation
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct ArrayLiteralTests {
    @Test(arguments: [
        "", " ", "NULL", "null", "a,b", "{}", "{\"a\": \"b\\\\c\\\"d\"}", "line\nbreak\ttab", "مرحبا 🏗",
        "'; DROP TABLE jobs",
        "\\", "\"", "\u{1}\u{7f}\u{85}",
    ])
    func `text comes back as it was`(_ text: String) async throws {
        let connection = try await TestDatabase.make().connection
        var literal = ArrayLiteral([text, "second"])
        literal.appendNull()
        let result = try await connection.query("SELECT * FROM unnest($1::text[])", [literal.value])
        #expect(result.rows.map { $0[0].string } == [text, "second", nil])
    }

    @Test func `U+0000 is left out of text`() async throws {
        let connection = try await TestDatabase.make().connection
        let result = try await connection.query("SELECT * FROM unnest($1::text[])", [ArrayLiteral(["a\0b\0"]).value])
        #expect(result[0, 0].string == "ab")
    }

    @Test func `ids, numbers and bytes come back as they were`() async throws {
        let connection = try await TestDatabase.make().connection
        let id = UUID()
        let bytes = [UInt8](0...255)
        var (numbers, data) = (ArrayLiteral(), ArrayLiteral())
        numbers.append(Int64.min)
        data.append(bytea: bytes)
        let result = try await connection.query(
            "SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bytea[])",
            [ArrayLiteral([id]).value, numbers.value, data.value])
        #expect(result[0, 0].string == id.uuidString.lowercased())
        #expect(result[0, 1].int == Int(Int64.min))
        #expect(result[0, 2].bytes == bytes)
    }

    @Test func `an empty column has no rows`() async throws {
        let connection = try await TestDatabase.make().connection
        let result = try await connection.query("SELECT * FROM unnest($1::text[])", [ArrayLiteral().value])
        #expect(result.rowCount == 0)
    }
}

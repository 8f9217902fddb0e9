import PostgresClient
import Testing

@Suite("Values")
struct PostgresValueTests {
    @Test("of all kinds come back as they were sent")
    func roundTrip() async throws {
        let connection = try await TestDatabase.connect()
        let result = try await connection.query(
            """
            SELECT $1::text AS "text", $2::bigint AS "int", $3::boolean AS "bool", $4::bytea AS "bytes",
                $5::double precision AS "double", $6::uuid AS "uuid", $7::jsonb AS "json", $8::text AS "empty"
            """,
            [
                .text("Grüße, 世界 👋 'quoted' \\ \"double\""), .int(.min), .bool(true), .bytes(Array(0...255)),
                .text("-1.5e300"), .text("018F6A5E-0000-7000-8000-0000000000AB"), .utf8(Array(#"{"a":[1,null]}"#.utf8)),
                .text(""),
            ])
        #expect(result.rowCount == 1)
        #expect(result.columns == ["text", "int", "bool", "bytes", "double", "uuid", "json", "empty"])
        let row = result.rows[0]
        #expect(row["text"].string == "Grüße, 世界 👋 'quoted' \\ \"double\"")
        #expect(row["int"].int == .min)
        #expect(row["bool"].bool == true)
        #expect(row["bytes"].bytes == Array(0...255))
        #expect(row["double"].string == "-1.5e+300")
        #expect(row["uuid"].string == "018f6a5e-0000-7000-8000-0000000000ab")
        #expect(row["json"].utf8.map { String(decoding: $0, as: UTF8.self) } == #"{"a": [1, null]}"#)
        #expect(row["empty"].string == "" && !row["empty"].isNull)
    }

    @Test("that are NULL are nil in every form")
    func null() async throws {
        let connection = try await TestDatabase.connect()
        let result = try await connection.query("SELECT $1::text, $2::bytea", [.null, .null])
        for cell in [result[0, 0], result[0, 1]] {
            #expect(cell.isNull)
            #expect(cell.string == nil && cell.int == nil && cell.bool == nil && cell.bytes == nil && cell.utf8 == nil)
        }
    }

    @Test("that are not of the wanted form are nil")
    func otherForm() async throws {
        let connection = try await TestDatabase.connect()
        let result = try await connection.query("SELECT 'x', '\\x41'::text, '123456789012345678901'")
        #expect(result[0, 0].int == nil && result[0, 0].bool == nil)
        #expect(result[0, 1].bytes == nil)
        #expect(result[0, 2].int == nil)
    }

    @Test("of ten megabytes go both ways")
    func big() async throws {
        let connection = try await TestDatabase.connect()
        let bytes = Self.pattern(count: 10_000_000)
        let text = String(repeating: "äöü", count: 2_000_000)
        let result = try await connection.query("SELECT $1::bytea, $2::text", [.bytes(bytes), .text(text)])
        #expect(result[0, 0].bytes == bytes)
        #expect(result[0, 1].string == text)
    }

    /// All byte values over and over, made by doubling because the tests are not optimised.
    private static func pattern(count: Int) -> [UInt8] {
        var bytes: [UInt8] = Array(0...255)
        while bytes.count < count { bytes += bytes }
        return bytes
    }

    @Test("with U+0000 in text are refused before anything is sent")
    func nul() async throws {
        let connection = try await TestDatabase.connect()
        let error = try await TestDatabase.error {
            try await connection.pipeline(
                [PostgresStatement("SELECT 1"), PostgresStatement("SELECT $1", [.text("a\0b")])])
        }
        #expect(error.code == .invalidParameter && error.statementIndex == 1)
        #expect(try await TestDatabase.error { try await connection.query("SELECT 1\0") }.code == .invalidParameter)
        #expect(await connection.isUsable)
    }

    @Test("stay readable after the connection is gone")
    func outliveTheConnection() async throws {
        var connection: PostgresConnection? = try await TestDatabase.connect()
        let cell = try await connection?.query("SELECT 'still here'")[0, 0]
        await connection?.close()
        connection = nil
        #expect(cell?.string == "still here")
    }

    @Test("of commands are the number of rows that they touched")
    func affectedRows() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE numbers (n int)")
        let insert = try await connection.query("INSERT INTO numbers SELECT generate_series(1, 5)")
        #expect(insert.affectedRows == 5 && insert.rowCount == 0)
        let update = try await connection.query("UPDATE numbers SET n = n + 1 WHERE n > $1 RETURNING n", [.int(3)])
        #expect(update.affectedRows == 2 && update.rowCount == 2)
    }
}

import Foundation
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite("Hosts that do not know the newest step go on", .serialized) struct OlderHostTests {
    /// Everything that exists in our schema, and how it is defined; of functions, how they are called.
    private static let inventory = """
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
            || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), a.attidentity::text)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'trubuild'::regnamespace AND c.relkind = 'r'
        UNION ALL SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'trubuild'::regnamespace
        UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'trubuild'::regnamespace
        UNION ALL SELECT 'function ' || oid::regprocedure || ' ' || pg_get_function_result(oid) FROM pg_proc WHERE pronamespace = 'trubuild'::regnamespace
        UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger
            WHERE tgrelid IN ('jobs'::regclass, 'job_runs'::regclass) AND NOT tgisinternal
        """

    /// Columns that an INSERT which does not know them cannot leave out.
    private static let demanding = """
        SELECT c.relname || '.' || a.attname FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'trubuild'::regnamespace AND c.relkind = 'r'
            AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
        """

    @Test(arguments: 1..<Migration.all.count)
    func `a step only adds, and nothing that an older host would have to fill`(_ level: Int) async throws {
        let database = try await TestDatabase.make(.seed)
        _ = try await Migrator(connection: database.connection, migrations: Array(Migration.all[..<level])).run()
        let before = Set(try await database.column(Self.inventory))
        let tables = Set(
            try await database.column("SELECT relname FROM pg_class WHERE relnamespace = 'trubuild'::regnamespace"))
        let demanded = Set(try await database.column(Self.demanding))
        _ = try await Migrator(connection: database.connection, migrations: Array(Migration.all[...level])).run()
        let after = Set(try await database.column(Self.inventory))
        #expect(before.isSubset(of: after), "gone or changed: \(before.subtracting(after))")
        let new = Set(try await database.column(Self.demanding)).subtracting(demanded).compactMap(\.self)
        #expect(new.allSatisfy { !tables.contains(String($0.prefix { $0 != "." })) }, "\(new)")
    }

    /// The beat of hosts that know the steps up to 2, as it shipped.
    private static let beatOfStep2 = """
        INSERT INTO trubuild.hosts AS h (id, name, beat_at, expires_at)
        VALUES ($1::uuid, $2, now(), now() + $3::bigint * interval '1 microsecond')
        ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at, expires_at = excluded.expires_at
            WHERE h.lost_at IS NULL
        RETURNING 1
        """

    @Test func `a host of step 2 keeps its lease and is not judged to serve nothing`() async throws {
        let database = try await TestDatabase.make(.seed)
        _ = try await Migrator(connection: database.connection, migrations: Array(Migration.all[..<2])).run()
        let values: [PostgresValue] = [.text(UUID().uuidString), .text("old:1"), .int(10_000_000)]
        #expect(try await database.connection.query(Self.beatOfStep2, values).rowCount == 1)
        let store = try database.store()
        _ = try await store.open()
        #expect(try await database.connection.query(Self.beatOfStep2, values).rowCount == 1)
        #expect(
            try await database.column("SELECT name FROM trubuild.hosts WHERE serves IS NULL AND name LIKE 'old%'") == [
                "old:1"
            ])
        #expect(try await store.takeOver().isEmpty)
        await store.close()
    }
}

import Testing

@testable import PostgresClient

@Suite("Prepared statements")
struct StatementCacheTests {
    private let select = PostgresStatement("SELECT $1", [.int(1)])

    private func steps(_ statements: [PostgresStatement], _ cache: StatementCache) -> [String] {
        Pipeline(statements: statements, cache: cache).steps.map { step in
            switch step {
            case .prepare(_, let statement): "prepare \(statement)"
            case .execute(let statement, let name): "execute \(statement)\(name == nil ? " unprepared" : "")"
            }
        }
    }

    @Test("are prepared once in a pipeline, and not again when they are known")
    func preparedOnce() throws {
        var cache = StatementCache(limit: 2)
        #expect(steps([select, select], cache) == ["prepare 0", "execute 0", "execute 1"])
        let name = try #require(cache.newName(for: select))
        cache.insert(name, for: select)
        #expect(steps([select], cache) == ["execute 0"])
    }

    @Test("differ by text and by parameter types, also in their names")
    func identity() {
        let cache = StatementCache(limit: 10)
        let statements = [
            select, PostgresStatement("SELECT  $1", [.int(1)]), PostgresStatement("SELECT $1", [.bytes([1])]),
            PostgresStatement("SELECT $1", [.int(1), .int(2)]),
        ]
        #expect(Set(statements.map { cache.newName(for: $0) }).count == 4)
        #expect(steps(statements, cache).filter { $0.hasPrefix("prepare") }.count == 4)
    }

    @Test("are sent unprepared when the cache is full or off")
    func bounded() {
        let other = PostgresStatement("SELECT 2")
        #expect(
            steps([select, other, select], StatementCache(limit: 1))
                == ["prepare 0", "execute 0", "execute 1 unprepared", "execute 2"])
        #expect(steps([select], StatementCache(limit: 0)) == ["execute 0 unprepared"])
        var disabled = StatementCache(limit: 5)
        disabled.disable()
        #expect(steps([select], disabled) == ["execute 0 unprepared"])
    }
}

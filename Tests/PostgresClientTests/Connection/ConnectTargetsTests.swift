import Testing

@testable import PostgresClient

@Suite("Connection attempts")
struct ConnectTargetsTests {
    private func attempts(_ url: String) throws -> [ConnectionKeywords] {
        let keywords = try PostgresConfiguration(url: url).keywords
        return ConnectTargets.attempts(for: keywords, shuffle: { $0.reversed() })
    }

    @Test("are one for one host")
    func oneHost() throws {
        #expect(try attempts("postgresql://a:1/x").map { $0["host"] } == ["a"])
        #expect(try attempts("postgresql:///x").map { $0["host"] } == [nil])
    }

    @Test("are one a host, in order, each with its own port")
    func severalHosts() throws {
        let attempts = try attempts("postgresql://a:1,b:2/x?target_session_attrs=read-write")
        #expect(attempts.map { $0["host"] } == ["a", "b"])
        #expect(attempts.map { $0["port"] } == ["1", "2"])
        #expect(attempts.allSatisfy { $0["target_session_attrs"] == "read-write" && $0["dbname"] == "x" })
    }

    @Test("share one port, and keep addresses with their hosts")
    func keywordString() throws {
        let attempts = try attempts("host=a,b hostaddr=10.0.0.1,10.0.0.2 port=7")
        #expect(attempts.map { $0["hostaddr"] } == ["10.0.0.1", "10.0.0.2"])
        #expect(attempts.map { $0["port"] } == ["7", "7"])
    }

    @Test("leave lists of different length to libpq, which refuses them")
    func unevenLists() throws {
        #expect(try attempts("host=a,b,c port=1,2").map { $0["host"] } == ["a,b,c"])
    }

    @Test("look for a standby everywhere before they take any server")
    func preferStandby() throws {
        let attempts = try attempts("postgresql://a,b/x?target_session_attrs=prefer-standby")
        #expect(attempts.map { $0["host"] } == ["a", "b", "a", "b"])
        #expect(attempts.map { $0["target_session_attrs"] } == ["standby", "standby", "any", "any"])
    }
}

import Testing

@testable import PostgresClient

@Suite("Connection strings")
struct ConnectionURLTests {
    @Test(
        "are understood with all their parts",
        arguments: [
            ("postgres://localhost", ["host": "localhost", "port": "5432", "dbname": "postgres"]),
            ("postgresql://", ["host": nil, "port": "5432", "dbname": "postgres", "user": nil]),
            ("postgresql:///jobs", ["host": nil, "dbname": "jobs"]),
            ("postgresql://ann@db:6000/jobs", ["user": "ann", "host": "db", "port": "6000", "dbname": "jobs"]),
            ("postgresql://ann:secret@db/jobs", ["user": "ann", "password": "secret", "host": "db"]),
            ("postgresql://ann:p@ss@w%rd&x@db/jobs", ["user": "ann", "password": "p@ss@w%rd&x", "host": "db"]),
            ("postgresql://ann:p%40ss%2Fword@db/jobs", ["password": "p@ss/word", "host": "db"]),
            ("postgresql://ann:100%@db/jobs", ["password": "100%", "host": "db"]),
            ("postgresql://ann:a%zzb%+1%00@db/jobs", ["password": "a%zzb%+1%00", "host": "db"]),
            ("postgresql://ann:a:b@db/jobs", ["user": "ann", "password": "a:b"]),
            ("postgresql://ann:a/b?c@db:7/jobs", ["password": "a/b?c", "host": "db", "port": "7", "dbname": "jobs"]),
            ("postgresql://ann:@db/jobs", ["user": "ann", "password": nil, "host": "db"]),
            ("postgresql://db:6000/jobs?application_name=a@b", ["host": "db", "application_name": "a@b", "user": nil]),
            ("postgresql://ann:p@w@db/jobs?application_name=a@b", ["password": "p@w", "application_name": "a@b"]),
            ("postgresql://a:1,b,c:3/jobs", ["host": "a,b,c", "port": "1,5432,3"]),
            ("postgresql://[::1]:6000/jobs", ["host": "::1", "port": "6000"]),
            ("postgresql://ann:x@[fe80::1],db/jobs", ["host": "fe80::1,db", "port": "5432,5432"]),
            ("postgresql://%2Fvar%2Frun/jobs", ["host": "/var/run", "dbname": "jobs"]),
            ("postgresql:///jobs?host=/tmp&port=6000", ["host": "/tmp", "port": "6000"]),
            ("postgresql://db/jobs?sslmode=require&connect_timeout=3", ["sslmode": "require", "connect_timeout": nil]),
            ("postgresql://db/jobs?ssl=true", ["sslmode": "require"]),
            ("postgresql://db?target_session_attrs=read-write", ["target_session_attrs": "read-write"]),
            ("postgresql://\u{FC}ser:p\u{E4}ss@db/j%C3%B6bs", ["user": "üser", "password": "päss", "dbname": "jöbs"]),
            ("host=db dbname=jobs password='a b'", ["host": "db", "password": "a b", "port": "5432"]),
            ("service=jobs", ["service": "jobs", "port": nil, "dbname": nil]),
        ] as [(String, [String: String?])])
    func understood(_ url: String, expected: [String: String?]) throws {
        let keywords = try PostgresConfiguration(url: url).keywords
        for (keyword, value) in expected { #expect(keywords[keyword] == value, "\(keyword)") }
    }

    @Test(
        "that make no sense are refused, without quoting a secret",
        arguments: [
            "", "jobs", "mysql://ann:s3cret@db/jobs", "postgresql://ann:s3cret@db:x/jobs",
            "postgresql://ann:s3cret@db:70000/jobs", "postgresql://ann:s3cret@[::1/jobs",
            "postgresql://ann:s3cret@db/jobs?schema=public", "postgresql://ann:s3cret@db/jobs?sslmode",
            "host=db password=s3 cret dbname", "host=db s3cret=1", "postgresql://ann:s3cret\0@db/jobs",
        ])
    func refused(_ url: String) throws {
        let error = try #require(throws: PostgresError.self) { try PostgresConfiguration(url: url) }
        #expect(error.code == .invalidURL)
        #expect(!error.description.contains("cret"))
    }

    @Test("never show a password when they are printed")
    func redacted() throws {
        let configuration = try PostgresConfiguration(url: "postgresql://ann:s3cret@a:1,[::1]:2/jobs")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect("\(configuration)" == "postgresql://ann@a:1,[::1]:2/jobs")
        for text in [dumped, String(reflecting: configuration)] { #expect(!text.contains("s3cret")) }
    }

    @Test("set the time limit and the application's name that they contain")
    func settings() throws {
        var configuration = try PostgresConfiguration(url: "postgresql://db?connect_timeout=3")
        #expect(configuration.connectTimeout == .seconds(3))
        configuration.applicationName = "host 1"
        #expect(configuration.applicationName == "host 1")
        var named = try PostgresConfiguration(url: "postgresql://db?application_name=mine")
        named.applicationName = "host 1"
        #expect(named.applicationName == "mine")
    }
}

import Testing

@testable import PostgresClient

@Suite("Errors")
struct PostgresErrorTests {
    @Test(
        "of the server are transient when waiting can help",
        arguments: [
            ("40001", true), ("40P01", true), ("53300", true), ("57P01", true), ("57P03", true), ("55P03", true),
            ("57014", true), ("08006", true), ("25006", true), ("23505", false), ("42601", false), ("28P01", false),
        ])
    func transient(_ sqlState: String, _ expected: Bool) {
        #expect(PostgresError(.server, "", sqlState: sqlState).isTransient == expected)
        #expect(PostgresError(.connectionFailed, "", sqlState: sqlState).isTransient == expected)
    }

    @Test("of the connection are transient; of the caller they are not")
    func codes() {
        let transient: [PostgresError.Code] = [.connectionFailed, .connectionLost, .timedOut]
        let permanent: [PostgresError.Code] = [
            .server, .closed, .invalidURL, .invalidParameter, .protocolViolation, .cancelled,
        ]
        for code in transient { #expect(PostgresError(code, "").isTransient) }
        for code in permanent { #expect(!PostgresError(code, "").isTransient) }
    }

    @Test("describe themselves without the data that was refused")
    func description() {
        let refused = PostgresError(
            .server, "invalid input syntax for type uuid: \"s3cret\"", sqlState: "22P02", detail: "s3cret",
            statementIndex: 2)
        #expect(refused.description == "server: invalid input syntax for type uuid: … [22P02] (statement 2)")
        let duplicate = PostgresError(
            .server, "duplicate key value violates unique constraint \"k\"", sqlState: "23505",
            detail: "Key (a)=(s3cret)")
        #expect(duplicate.description == "server: duplicate key value violates unique constraint \"k\" [23505]")
    }

    @Test("take the server's code out of libpq's verbose text")
    func verboseText() {
        let error = PostgresError(
            .connectionFailed,
            libpqMessage: """
                connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  28P01: password authentication failed
                LOCATION:  auth_failed, auth.c:334

                """)
        #expect(error.sqlState == "28P01")
        #expect(
            error.message == "connection to server at \"db\" (10.0.0.1), port 5432 failed: FATAL: "
                + "password authentication failed")
        let refused = PostgresError(.connectionFailed, libpqMessage: "connection refused\n\tIs the server running?\n")
        #expect(refused.message == "connection refused; Is the server running?")
        #expect(refused.sqlState == nil)
    }
}

import Testing

@testable import PostgresClient

@Suite("Errors")
struct PostgresErrorTests {
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

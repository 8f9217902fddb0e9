import Logging
import PostgresClient
import TestKit

/// The database that this target's suites share.
enum TestDatabase {
    private static let creation = Task { try await PostgresServer.shared.createDatabase() }

    static var url: String {
        get async throws { try await creation.value }
    }

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func configuration(
        _ change: (inout PostgresConfiguration) -> Void = { _ in }
    ) async throws -> PostgresConfiguration {
        var configuration = try PostgresConfiguration(url: await url)
        change(&configuration)
        return configuration
    }

    static func connect(
        _ change: (inout PostgresConfiguration) -> Void = { _ in }
    ) async throws -> PostgresConnection {
        try await PostgresConnection.connect(configuration(change), logger: logger)
    }

    /// The error that the call is expected to throw.
    static func error<Value>(of call: () async throws -> Value) async throws -> PostgresError {
        do {
            _ = try await call()
        } catch let error as PostgresError {
            return error
        }
        throw TestKitError("the call did not throw")
    }
}

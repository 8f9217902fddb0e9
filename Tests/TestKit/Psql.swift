import Foundation

/// Runs SQL through the real `psql`, as a person would, stopping at the first error.
/// - Parameter arguments: further options, such as `-A`, `-t`.
public func psql(_ url: String, _ sql: String, arguments: [String] = []) async throws -> CommandOutput {
    guard let psql = executable("psql") else {
        throw TestKitError("The tests need psql. On Debian: apt-get install postgresql-client")
    }
    // From a file: psql may end before it has read its input, which Subprocess does not survive.
    let folder = try TemporaryDirectory()
    let script = folder.path("script.sql")
    try sql.write(toFile: script, atomically: false, encoding: .utf8)
    return try await runCommand(psql, ["-X", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", script] + arguments)
}

import Subprocess
import SystemPackage

/// What a program that ran to its end left behind.
public struct CommandOutput: Sendable {
    /// The exit status, or minus the signal that ended the program.
    public let status: Int
    public let standardOutput: String
    public let standardError: String
}

/// Runs a program to its end.
/// - Parameter program: a path, or a name to be found in PATH.
public func runCommand(
    _ program: String, _ arguments: [String], workingDirectory: String? = nil
) async throws -> CommandOutput {
    let limit = 64 << 20
    let result = try await run(
        program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments),
        workingDirectory: workingDirectory.map { FilePath($0) }, input: .none, output: .string(limit: limit),
        error: .string(limit: limit))
    let status =
        switch result.terminationStatus {
        case .exited(let code): Int(code)
        case .signaled(let signal): -Int(signal)
        }
    return CommandOutput(
        status: status, standardOutput: result.standardOutput, standardError: result.standardError)
}

/// A test cannot run because of what it was given or what the machine lacks.
public struct TestKitError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

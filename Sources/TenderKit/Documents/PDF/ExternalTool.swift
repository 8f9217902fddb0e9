import Foundation
import Subprocess
import SystemPackage

/// A program of the system that reads what we do not: its own process, with a time limit and a bound on its output.
struct ExternalTool: Sendable {
    /// The program's name, looked up in `PATH`.
    let name: String
    /// How to get it.
    let installation: String

    typealias Variable = Subprocess.Environment.Key

    struct Outcome<Parser: OutputParser> {
        var parser: Parser
        var exitCode: Int32?
        /// The first 16 KiB of what it complained.
        var complaints: String
    }

    private enum Event<Parser: OutputParser>: Sendable {
        case output(Parser)
        case complaints([UInt8])
    }

    /// Runs the program and parses its output as it comes.
    /// - Parameters:
    ///   - arguments: as bytes, because file names are bytes.
    ///   - input: an open file that becomes its standard input; it stays open here.
    ///   - environment: in addition to the search path and an English locale.
    ///   - time: how long it may take.
    func run<Parser: OutputParser>(
        _ arguments: [[UInt8]], input: FileDescriptor? = nil, environment: [Variable: String] = [:],
        into parser: Parser, limits: DocumentLimits, time: Duration? = nil
    ) async throws(ReadFailure) -> Outcome<Parser> {
        let time = time ?? limits.toolTime
        let bytes = limits.toolOutputBytes
        do {
            return try await withThrowingTaskGroup(of: Outcome<Parser>.self) { group in
                group.addTask {
                    guard let input else {
                        return try await execute(arguments, .none, environment, into: parser, limit: bytes)
                    }
                    let file = FileDescriptorInput.fileDescriptor(input, closeAfterSpawningProcess: false)
                    return try await execute(arguments, file, environment, into: parser, limit: bytes)
                }
                group.addTask {
                    try await Task.sleep(for: time)
                    throw ReadFailure(.timeLimit, "\(name) took longer than \(time): stopped")
                }
                defer { group.cancelAll() }
                guard let outcome = try await group.next() else { throw CancellationError() }
                return outcome
            }
        } catch let failure as ReadFailure {
            throw failure
        } catch is CancellationError {
            throw ReadFailure(.cancelled, "cancelled")
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ReadFailure(.toolMissing, "\(name) is not installed: \(installation)")
        } catch {
            throw ReadFailure(.damaged, "\(name) could not be run: \(error)")
        }
    }

    private func execute<Parser: OutputParser, Input: InputProtocol>(
        _ arguments: [[UInt8]], _ input: Input, _ environment: [Variable: String], into parser: Parser,
        limit: Int
    ) async throws -> Outcome<Parser> {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let variables = environment.merging(["PATH": path, "LC_ALL": "C.UTF-8"]) { own, _ in own }
        let result = try await Subprocess.run(
            // swift-subprocess copies raw bytes as C strings: each needs its own end.
            .name(name), arguments: Arguments(arguments.map { $0 + [0] }),
            environment: .custom(variables), input: input, output: .sequence, error: .sequence
        ) { execution in
            try await withThrowingTaskGroup(of: Event<Parser>.self) { group in
                let output = execution.standardOutput
                let complaints = execution.standardError
                group.addTask {
                    var parser = parser
                    var count = 0
                    for try await buffer in output {
                        count += buffer.count
                        guard count <= limit else {
                            throw ReadFailure(.tooLarge, "\(name) wrote more than \(limit >> 20) MiB")
                        }
                        buffer.withUnsafeBytes { parser.consume($0) }
                    }
                    return .output(parser)
                }
                group.addTask {
                    var kept: [UInt8] = []
                    for try await buffer in complaints where kept.count < 16 << 10 {
                        buffer.withUnsafeBytes { kept.append(contentsOf: $0) }
                    }
                    return .complaints(kept)
                }
                var outcome = Outcome(parser: parser, exitCode: nil, complaints: "")
                for try await event in group {
                    switch event {
                    case .output(let parser): outcome.parser = parser
                    case .complaints(let bytes): outcome.complaints = String(decoding: bytes, as: UTF8.self)
                    }
                }
                return outcome
            }
        }
        let status = result.terminationStatus
        var outcome = result.closureResult
        if case .exited(let code) = status { outcome.exitCode = code }
        return outcome
    }
}

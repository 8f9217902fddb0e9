import Foundation
import Synchronization

/// A `trubuild-host` that a test has started, with its log.
public final class HostProcess: Sendable {
    private let process: Process
    private let output = Output()

    /// - Parameters:
    ///   - arguments: of the command line.
    ///   - environment: all of it, but for PATH.
    ///   - folder: the current directory.
    ///   - program: another copy of the program than the one just built.
    public init(
        _ arguments: [String], environment: [String: String] = [:], folder: String, program: String? = nil
    ) throws {
        process = Process()
        process.executableURL = URL(filePath: try program ?? BuiltProducts.program("trubuild-host"))
        process.arguments = arguments
        process.environment = environment.merging(["PATH": "/usr/local/bin:/usr/bin:/bin"]) { given, _ in given }
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        errors.fileHandleForReading.readabilityHandler = { [output] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            output.append(data)
        }
        process.terminationHandler = { [output] _ in output.hasExited.store(true, ordering: .releasing) }
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    public var pid: Int32 { process.processIdentifier }

    /// What it has logged up to now.
    public var log: String { output.text }

    /// Waits until the log holds `text`.
    public func waitForLog(_ text: String, within limit: Duration = .seconds(20)) async throws {
        do {
            try await eventually(within: limit, "the log holds \"\(text)\"") { self.log.contains(text) }
        } catch {
            throw TestKitError("\(error); the log:\n\(log)")
        }
    }

    public func send(signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for the end of the process.
    /// - Returns: the exit status, or minus the signal that ended it.
    public func exitStatus(within limit: Duration = .seconds(30)) async throws -> Int32 {
        try await eventually(within: limit, "the host has exited; its log:\n\(log)") {
            output.hasExited.load(ordering: .acquiring)
        }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Asks it to stop, and waits.
    @discardableResult
    public func stop() async throws -> Int32 {
        send(signal: SIGTERM)
        return try await exitStatus()
    }
}

private final class Output: Sendable {
    let hasExited = Atomic(false)
    private let bytes = Mutex(Data())

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func append(_ data: Data) {
        bytes.withLock { $0.append(data) }
    }
}

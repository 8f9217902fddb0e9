import ArgumentParser
import Foundation
import RunnerProtocol

@main
struct TrubuildHost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trubuild-host",
        abstract: "Runs the jobs of a PostgreSQL queue in processors: shared libraries, each in a process of its own.",
        discussion: """
            Without a subcommand it serves the queue until SIGTERM or SIGINT.

            Examples:
              trubuild-host --manifest processors.json
              DB_TYPE=postgres DATABASE_URL=postgresql://user:password@host:5432/dbname trubuild-host
              trubuild-host exec evaluation_extract --package packages/acme-developments/riverside-clinic
              trubuild-host processors --json

            Settings come from flags, then the environment, then a file .env in the current directory:
            \(Setting.helpTable)
            """,
        version: productVersion,
        subcommands: [Serve.self, Exec.self, Processors.self],
        defaultSubcommand: Serve.self)

    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            leave(.success)
        } catch {
            let status = exitCode(for: error)
            let text = fullMessage(for: error)
            let output = status.isSuccess ? FileHandle.standardOutput : FileHandle.standardError
            if !text.isEmpty { try? output.write(contentsOf: Data("\(text)\n".utf8)) }
            leave(status)
        }
    }

    /// How long what was printed may take to be written: a processor inside the host may hold a stream for ever.
    private static let flushLimit = DispatchTimeInterval.seconds(1)

    /// Ends the process without its exit handlers. A thread that is still on its way out, such as one that connects, may be in a
    /// library whose handlers take away what it uses: libcrypto crashes then. And a processor's destructors are not wanted.
    private static func leave(_ status: ExitCode) -> Never {
        let isFlushed = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            fflush(nil)
            isFlushed.signal()
        }
        _ = isFlushed.wait(timeout: .now() + flushLimit)
        _exit(status.rawValue)
    }
}

import ArgumentParser
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
}

import ArgumentParser
import Foundation
import Logging
import ProcessorHost

/// `trubuild-host processors`: what a host with this manifest would serve, and what it would refuse.
struct Processors: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the processors that would serve, and those refused with the reason.",
        discussion: """
            Loads every library in a process of its own, as the host does at start. Exit status 1 when one is refused.

            Examples:
              trubuild-host processors
              trubuild-host processors --manifest /etc/trubuild/processors.json --json
            """)

    @OptionGroup var manifest: ManifestOptions

    @Flag(help: "Print JSON, for programs.")
    var json = false

    func run() async throws {
        let logger = HostLogging.start(level: .critical)
        let configuration = try manifest.hostConfiguration()
        let signals = await StopSignals.trap(.twoSteps)
        let host: ProcessorHost
        do {
            host = try await signals.startHost(configuration, logger: logger)
        } catch is CancellationError {
            throw signals.exitCode ?? ExitCode.failure
        }
        let listing = Listing(catalog: await host.catalog(), refused: host.refused)
        await host.shutdown()
        let support = SandboxSupport.current
        if !support.missing.isEmpty { FileHandle.standardError.write(Data("Confinement is \(support)\n".utf8)) }
        print(try json ? listing.json() : listing.text())
        if !listing.refused.isEmpty { throw ExitCode.failure }
    }
}

/// What `trubuild-host processors` prints.
struct Listing: Encodable {
    struct Served: Encodable {
        let name: String
        let jobTypes: [String]
        let concurrency: Int
        let maxAttempts: Int
    }

    struct Refused: Encodable {
        let name: String
        let jobTypes: [String]
        let code: String
        let reason: String
    }

    let served: [Served]
    let refused: [Refused]

    init(catalog: ProcessorCatalog, refused: [RefusedProcessor]) {
        served = catalog.processors.map {
            Served(
                name: $0.name, jobTypes: $0.jobTypes, concurrency: $0.concurrency, maxAttempts: $0.maxAttempts)
        }
        self.refused = refused.map {
            Refused(name: $0.name, jobTypes: $0.jobTypes, code: $0.code, reason: $0.reason)
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        let width = (served.map(\.name) + refused.map(\.name)).map(\.count).max() ?? 0
        let lines =
            served.map {
                "serves   \($0.name.padded(to: width))  \($0.jobTypes.joined(separator: ", ")) "
                    + "(\($0.concurrency) at once, \($0.maxAttempts) attempts)"
            }
            + refused.map { "refused  \($0.name.padded(to: width))  \($0.reason) [\($0.code)]" }
        return lines.isEmpty
            ? "No processors: the manifest names none and Plugins/ has none." : lines.joined(separator: "\n")
    }
}

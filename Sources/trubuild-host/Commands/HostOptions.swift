import ArgumentParser
import Foundation
import ProcessorHost

/// The options of every subcommand that loads processors.
struct ManifestOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The manifest of processors. Default: processors.json here, else the installed one.", valueName: "file"))
    var manifest: String?

    /// Where the manifest is.
    /// - Throws: `ValidationError` when there is none.
    func manifestPath() throws -> String {
        let candidates = manifest.map { [$0] } ?? ["processors.json", Installation.manifestPath].compactMap(\.self)
        guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw ValidationError(
                "No manifest of processors at \(candidates.joined(separator: " or ")). Name one with --manifest FILE.")
        }
        return path
    }

    func hostConfiguration() throws -> ProcessorHostConfiguration {
        var configuration = ProcessorHostConfiguration(
            manifestPath: try manifestPath(), runnerPath: try Installation.runnerPath())
        // For one run at a time its own limits are enough; a host that serves has a setting.
        configuration.spoolLimit = .max
        return configuration
    }
}

import Foundation
import PackagePlugin

/// Gives TenderKit the constant `readerVersion`: a checksum of the sources that turn files into documents. Documents in the
/// cache that other sources read are then not found, and nobody has to remember to raise a number.
@main
struct ReaderVersion: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else { return [] }
        let folders = ["Documents", "Package"].map { target.directoryURL.appending(path: $0).path + "/" }
        let sources = target.sourceFiles(withSuffix: "swift").map(\.url)
            .filter { file in folders.contains { file.path.hasPrefix($0) } }
            .sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "ReaderVersion.swift")
        // Names are left out: the same sources in another folder read the same.
        let script = """
            out=$1; shift
            sum=$(cat "$@" | sha256sum | cut -c 1-64) && echo "let readerVersion = \\"$sum\\"" > "$out"
            """
        return [
            .buildCommand(
                displayName: "Checksum of the document readers", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", script, "sh", output.path] + sources.map(\.path), inputFiles: sources,
                outputFiles: [output])
        ]
    }
}

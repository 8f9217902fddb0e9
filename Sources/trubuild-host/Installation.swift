import ArgumentParser
import Foundation

/// Where the files of an installation are, seen from the running program: beside it in a build folder, else as
/// `make install` lays them out under a prefix.
enum Installation {
    /// The manifest of an installed copy, if this is one.
    static var manifestPath: String? {
        let path = prefix.appending(path: "lib/trubuild/processors.json").path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// - Throws: `ValidationError` when the installation is not whole.
    static func runnerPath() throws -> String {
        let candidates = [
            programFolder.appending(path: "trubuild-runner"),
            prefix.appending(path: "libexec/trubuild/trubuild-runner"),
        ].map { $0.path(percentEncoded: false) }
        guard let path = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw ValidationError(
                "The program trubuild-runner is missing: looked for \(candidates.joined(separator: " and ")). "
                    + "Build it with `make build`, or install again with `make install`.")
        }
        return path
    }

    private static var programFolder: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    }

    private static var prefix: URL { programFolder.deletingLastPathComponent() }
}

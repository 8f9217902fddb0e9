import Foundation

/// A temporary folder with a manifest for the processors of the release build. It is removed at the end.
final class Workspace {
    let folder: URL
    /// Where documents that were read are kept: empty it for a cold start.
    let cache: URL
    let host: String
    let manifest: String

    /// - Throws: ``Failure`` when the project is not built.
    init(root: URL) throws {
        let release = root.appending(path: ".build/release").standardizedFileURL.resolvingSymlinksInPath()
        host = release.appending(path: "trubuild-host").path
        let library = release.appending(path: "libtech_rfp_analysis.so").path
        for file in [host, library] where !FileManager.default.fileExists(atPath: file) {
            throw Failure("\(file) is missing: run make build first")
        }
        folder = FileManager.default.temporaryDirectory.appending(path: "trubuild-bench-\(getpid())")
        cache = folder.appending(path: "cache")
        manifest = folder.appending(path: "processors.json").path
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        let entry: [String: Any] = [
            "name": "analysis", "library": library, "job_types": ["tech_rfp_analysis"], "timeout": "60m",
            "max_attempts": 1, "config": ["document_cache": ["folder": cache.path]],
        ]
        try JSONSerialization.data(withJSONObject: ["version": 1, "processors": [entry]])
            .write(to: URL(filePath: manifest))
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func emptyCache() throws {
        try FileManager.default.removeItem(at: cache)
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
    }
}

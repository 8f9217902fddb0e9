import Foundation

/// One of the real packages beside the project, with the criteria that a careful reader finds in it, all of one weight.
struct SharedPackage {
    let folder: URL
    let criteria: [String: Any]

    private struct Truth: Decodable {
        struct Criterion: Decodable {
            var group: String
            var name: String
        }
        var criteria: [Criterion]
    }

    /// nil when it is not there.
    static func find(_ name: String, root: URL) throws -> SharedPackage? {
        let folders = ["../shared", "../../shared"].map {
            root.appending(path: "\($0)/packages/benchmarks/\(name)").standardizedFileURL
        }
        guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            return nil
        }
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(contentsOf: folder.appending(path: "truth.json")))
        var scopes: [String: [String: Any]] = [:]
        for criterion in truth.criteria {
            let scope = criterion.group.isEmpty ? "Evaluation criteria" : criterion.group
            scopes[scope, default: [:]][criterion.name] = ["weight": 100 / Double(truth.criteria.count)]
        }
        return SharedPackage(folder: folder, criteria: scopes)
    }
}

import Foundation
import JSONText
import JobQueue

/// `job.json`: what `exec` leaves beside the artifacts, so that a later `exec` can take them for an earlier job's.
struct JobRecord: Equatable {
    struct File: Codable, Equatable {
        let type: String
        let contentType: String
        /// Beside the record.
        let name: String
    }

    static let fileName = "job.json"

    let type: String
    let payload: JSONText
    let files: [File]

    private struct Summary: Codable {
        let type: String
        let artifacts: [File]
    }

    init(type: String, payload: JSONText, files: [File]) {
        self.type = type
        self.payload = payload
        self.files = files
    }

    /// nil when the bytes are no such record.
    init?(_ bytes: Data) {
        guard let summary = try? JSONDecoder().decode(Summary.self, from: bytes),
            let object = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any],
            let payload = object["payload"] as? [String: Any], let text = try? JSONText(object: payload)
        else { return nil }
        self.init(type: summary.type, payload: text, files: summary.artifacts)
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let files = String(decoding: try encoder.encode(files), as: UTF8.self)
        let type = String(decoding: try encoder.encode(type), as: UTF8.self)
        return Data("{\"type\":\(type),\"payload\":\(payload),\"artifacts\":\(files)}\n".utf8)
    }

    /// The names of the artifacts' files: the type, and the extension of its content type unless the type has it.
    static func files(of artifacts: [Artifact]) -> [File] {
        var taken: Set<String> = []
        return artifacts.map { artifact in
            let ending = ending(of: artifact.contentType)
            var name = artifact.type.hasSuffix(ending) ? artifact.type : artifact.type + ending
            // `report` and `report.html` may both be pages; `job` may be an artifact.
            while name == fileName || !taken.insert(name).inserted { name += ending }
            return File(type: artifact.type, contentType: artifact.contentType, name: name)
        }
    }

    private static func ending(of contentType: String) -> String {
        switch contentType {
        case Artifact.json: ".json"
        case "text/html": ".html"
        default: ".bin"
        }
    }
}

extension JSONText {
    /// An object of Foundation's, with sorted keys.
    init(object: [String: Any]) throws {
        let bytes = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        self.init(trusted: Array(bytes))
    }
}

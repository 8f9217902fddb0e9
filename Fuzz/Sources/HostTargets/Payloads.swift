import Foundation
import FuzzKit
import JobQueue
import ProcessorKit

@testable import JSONText
@testable import JobQueue
@testable import ProcessorHost
@testable import ProcessorKit

extension FuzzTarget {
    /// JSON of unknown origin: what passes is JSON for everybody, in whatever pieces it came.
    static let jsonText = FuzzTarget("json-text") { bytes throws(BrokenRule) in
        let cut = bytes.first.map { Int($0) } ?? 0
        let text = Array(bytes.dropFirst())
        let whole = try? JSONText(checking: text)
        let pieces = scanned(text, cutAt: min(cut, text.count))
        try demand(whole?.bytes == pieces, "cut at \(cut) it gives other bytes")
        guard let whole else { return }
        try demand(whole.bytes.count <= text.count + 12 * 2, "it has grown by more than a cut character")
        try demand(
            (try? JSONText(checking: whole.bytes))?.bytes == whole.bytes, "what passed changes when it passes again")
        try demand(!whole.bytes.contains(0), "U+0000 has passed")
        let reference = try? JSONSerialization.jsonObject(with: Data(whole.bytes), options: .fragmentsAllowed)
        try demand(reference != nil, "Foundation does not read what has passed: \(whole)")
    }

    /// The payload of a job, as the database gives it: its fields, and what the worker and a processor make of it.
    static let payload = FuzzTarget("payload") { bytes throws(BrokenRule) in
        guard let text = try? JSONText(checking: bytes) else { return }
        try checkFields(of: text)
        do {
            let payload = try JSONCoding.decode(TypicalPayload.self, from: text.bytes)
            guard try JSONCoding.decode(TypicalPayload.self, from: JSONCoding.encode(payload)) != payload else {
                return
            }
        } catch {
            return try demand(!JSONCoding.explain(error).isEmpty, "an error without words")
        }
        throw BrokenRule("a payload comes back as another")
    }

    /// The manifest of an operator: a manifest, or problems that say where.
    static let manifest = FuzzTarget("manifest") { bytes throws(BrokenRule) in
        let manifest: Manifest
        do throws(ManifestError) {
            manifest = try Manifest.parse(bytes, file: "/etc/trubuild/processors.json", cores: 4)
        } catch {
            try demand(!error.problems.isEmpty, "refused without a problem")
            return try demand(error.problems.allSatisfy { !"\($0)".isEmpty }, "a problem without words")
        }
        for entry in manifest.entries {
            try demand(!entry.name.isEmpty && entry.jobTypes?.isEmpty != true, "an entry without a name or type passed")
        }
    }

    private static func checkFields(of text: JSONText) throws(BrokenRule) {
        let isObject = text.bytes.first { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "{")
        let fields: PayloadFields
        do throws(RunError) {
            fields = try PayloadFields.read(text)
        } catch {
            return try demand(error.code == "payload.not_an_object", "another error: \(error)")
        }
        try demand(isObject, "what is no object was read as one")
        guard case .text(let package) = fields.packageID, !package.isEmpty, fields.companyID == .absent else { return }
        let job = Job(id: JobID(UUID()), type: "t", payload: text, companyID: nil, userID: nil)
        try demand(JobScope(of: job) == JobScope(company: nil, package: package), "the scope is another")
    }

    private static func scanned(_ text: [UInt8], cutAt cut: Int) -> [UInt8]? {
        var scanner = JSONScanner()
        var clean: [UInt8] = []
        do throws(JSONError) {
            for piece in [Array(text[..<cut]), Array(text[cut...])] {
                try piece.withUnsafeBufferPointer { piece throws(JSONError) in
                    try scanner.feed(UnsafeRawBufferPointer(piece), into: &clean)
                }
            }
            try scanner.finish()
        } catch {
            return nil
        }
        return clean
    }
}

/// Members of every kind that processors read.
private struct TypicalPayload: Codable, Equatable {
    struct Metadata: Codable, Equatable {
        var countryCode: String?
        var limits: [String: Double]?
        var tags: [String]?
    }

    var packageID: String
    var userName: String?
    var pages: Int?
    var isDraft: Bool?
    var metadata: Metadata?

    enum CodingKeys: String, CodingKey {
        case packageID = "package_id"
        case userName = "user_name"
        case pages
        case isDraft = "is_draft"
        case metadata
    }
}

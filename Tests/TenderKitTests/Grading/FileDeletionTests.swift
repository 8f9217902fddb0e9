import Foundation
import SystemPackage
import Testing

@testable import TenderKit

/// One offer of us-gsa-ads1 that answers letter by letter. What stands below a heading is cut out of the file on the disk, and
/// the offer is read and graded anew.
@Suite("Passages cut out of the file itself", .enabled(if: GradingPackages.benchmarks != nil))
struct FileDeletionTests {
    private static let contractor = "Valador"
    /// Letter of a criterion, and the heading of its answer. The answers to the other letters speak of further criteria, too.
    static let headings = [
        ("c", "User-Centric Prototype Design Process"), ("h", "Multiple Devices Compatibility Using Responsive Design"),
        ("i", "Technologies"), ("j", "Infrastructure as a Service (IaaS)"), ("k", "Unit Tests"),
        ("l", "Continuous Integration"), ("m", "Configuration Management"), ("n", "Continuous Monitoring"),
        ("o", "Deploy in a Container"), ("p", "Installation Documentation"),
        ("q", "Openly Licensed Prototype and Platforms"),
    ]

    /// A package of that one offer, a copy that may be changed.
    private final class Copy {
        let folder: URL
        var offer: URL { folder.appending(path: "tech_rfp/tender/\(FileDeletionTests.contractor)/README.md") }

        init() throws {
            let source = try #require(GradingPackages.benchmarks).appending("us-gsa-ads1/tech_rfp").string
            folder = FileManager.default.temporaryDirectory.appending(path: "deletion-\(UUID().uuidString)")
            let tender = folder.appending(path: "tech_rfp/tender")
            try FileManager.default.createDirectory(at: tender, withIntermediateDirectories: true)
            for path in ["rfp", "tender/\(FileDeletionTests.contractor)"] {
                try FileManager.default.copyItem(
                    atPath: "\(source)/\(path)", toPath: folder.appending(path: "tech_rfp/\(path)").path)
            }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func grades() async throws -> [(name: String, score: Double)] {
            let benchmark = try #require(GradingPackages.benchmarks).appending("us-gsa-ads1")
            let criteria = try GradingPackages.criteria(benchmark)
            let tender = try await GradingPackages.read(FilePath(folder.path))
            let evaluations = try await GradingFixture.evaluate(
                criteria, offer: tender.offers[0].documents, request: tender.request)
            return zip(criteria, evaluations).map { ($0.name, $1.grade.score) }
        }
    }

    @Test("The criterion falls and the others stay", arguments: headings)
    func deletion(letter: String, heading: String) async throws {
        let copy = try Copy()
        let before = try await copy.grades()
        let text = try String(contentsOf: copy.offer, encoding: .utf8)
        let start = try #require(text.range(of: heading)?.upperBound)
        let end = text[start...].range(of: "\n###")?.lowerBound ?? text.endIndex
        #expect(text[start..<end].count > 40)
        try (text[..<start] + "\n" + text[end...]).write(to: copy.offer, atomically: true, encoding: .utf8)
        let after = try await copy.grades()
        for (one, other) in zip(before, after) {
            if one.name.hasPrefix("\(letter). ") {
                #expect(other.score < one.score, "\(one.name): \(one.score), then \(other.score)")
            } else {
                #expect(other.score == one.score, "\(one.name): \(one.score), then \(other.score)")
            }
        }
    }
}

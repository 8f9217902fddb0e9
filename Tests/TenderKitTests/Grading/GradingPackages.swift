import Foundation
import SystemPackage

@testable import TenderKit

/// Real tenders beside the project, read and graded.
enum GradingPackages {
    static let benchmarks: FilePath? = {
        var root = FilePath(#filePath)
        for _ in 0..<4 { root.removeLastComponent() }
        let folder = root.appending("../shared/packages/benchmarks")
        return FileManager.default.fileExists(atPath: folder.string) ? folder : nil
    }()

    static let own: FilePath = {
        var root = FilePath(#filePath)
        for _ in 0..<4 { root.removeLastComponent() }
        return root.appending("packages")
    }()

    /// What a package holds, as documents.
    struct Tender: Sendable {
        var request: [Document]
        var offers: [(contractor: String, documents: [Document], problems: [FileProblem])]
    }

    /// - Parameter contractor: read this offer alone.
    static func read(_ folder: FilePath, only contractor: String? = nil) async throws -> Tender {
        let package = PackageFolder(folder)
        let library = DocumentLibrary()
        func documents(_ path: String) async throws -> ([Document], [FileProblem]) {
            let readings = try await library.read(try package.list(path).files)
            return (readings.compactMap(\.document), readings.compactMap(FileProblem.init))
        }
        var tender = Tender(request: try await documents("tech_rfp/rfp").0, offers: [])
        let contractors = contractor.map { [$0] } ?? package.folders(in: "tech_rfp/tender")
        for contractor in contractors {
            let (documents, problems) = try await documents("tech_rfp/tender/\(contractor)")
            tender.offers.append((contractor, documents, problems))
        }
        return tender
    }

    /// The criteria of a `truth.json`, with equal weights.
    static func criteria(_ folder: FilePath) throws -> [ConfiguredCriterion] {
        struct Truth: Decodable {
            struct Criterion: Decodable {
                var group: String?
                var name: String
                var description: String?
            }
            var criteria: [Criterion]
        }
        let data = try Data(contentsOf: URL(filePath: folder.appending("truth.json").string))
        let criteria = try JSONDecoder().decode(Truth.self, from: data).criteria.filter { $0.name != "Price" }
        return criteria.map {
            ConfiguredCriterion(
                scope: $0.group ?? "Technical", name: $0.name, weight: 100 / Double(criteria.count),
                description: $0.description)
        }
    }
}

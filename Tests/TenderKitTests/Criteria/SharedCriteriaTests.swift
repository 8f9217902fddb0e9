import Foundation
import SystemPackage
import Testing

@testable import TenderKit

/// Real tenders beside the project, with the criteria that a careful reader finds in them. Skipped where they are absent.
@Suite("Criteria of the shared packages", .enabled(if: CriteriaPackages.folder != nil)) struct SharedCriteriaTests {
    @Test(arguments: CriteriaPackages.withTruth)
    func `the request's criteria are found, with their weights`(package: String) async throws {
        let folder = try #require(CriteriaPackages.folder).appending(package)
        let truth = try CriteriaPackages.truth(folder)
        let found = try CriteriaExtractor().criteria(
            fromRequest: await CriteriaPackages.sources(folder, "tech_rfp/rfp"))
        let score = CriteriaScore(truth, CriteriaArtifact(found.criteria))
        #expect(score.f1 >= 0.9, "\(package): \(CriteriaFixture.lines(found))")
        #expect(score.weights ?? 1 >= 0.95, "\(package): \(CriteriaFixture.lines(found))")
    }

    @Test(arguments: CriteriaPackages.withSheet)
    func `the sheet's criteria are found, with their weights`(package: String) async throws {
        let folder = try #require(CriteriaPackages.folder).appending(package)
        let truth = try CriteriaPackages.truth(folder)
        let found = try CriteriaExtractor().criteria(
            fromSheets: await CriteriaPackages.sources(folder, "tech_rfp/evaluation"))
        let score = CriteriaScore(truth, CriteriaArtifact(found.criteria))
        #expect(score.f1 >= 0.9, "\(package): \(CriteriaFixture.lines(found))")
        #expect(score.weights ?? 1 >= 0.95, "\(package): \(CriteriaFixture.lines(found))")
    }

    @Test func `the same package gives the same bytes`() async throws {
        let package = try #require(CriteriaPackages.withTruth.first)
        let folder = try #require(CriteriaPackages.folder).appending(package)
        var texts: Set<[UInt8]> = []
        for _ in 0..<2 {
            let found = try CriteriaExtractor().criteria(
                fromRequest: await CriteriaPackages.sources(folder, "tech_rfp/rfp"))
            texts.insert(CriteriaArtifact(found.criteria, citesSource: true).json())
        }
        #expect(texts.count == 1)
    }
}

private enum CriteriaPackages {
    static let folder: FilePath? = {
        var root = FilePath(#filePath)
        for _ in 0..<4 { root.removeLastComponent() }
        for depth in ["../shared", "../../shared"] {
            let folder = root.appending("\(depth)/packages/benchmarks")
            if FileManager.default.fileExists(atPath: folder.string) { return folder }
        }
        return nil
    }()

    static var withTruth: [String] { packages { $0.appending("truth.json") } }
    static var withSheet: [String] { packages { $0.appending("tech_rfp/evaluation") } }

    private static func packages(having file: (FilePath) -> FilePath) -> [String] {
        guard let folder else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.sorted().filter { FileManager.default.fileExists(atPath: file(folder.appending($0)).string) }
    }

    static func sources(_ package: FilePath, _ part: String) async throws -> [CriteriaSource] {
        var sources: [CriteriaSource] = []
        for file in try PackageFolder(package).list(part).files {
            sources.append(CriteriaSource(try await DocumentReader().read(file.path, as: file.name)))
        }
        return sources
    }

    static func truth(_ package: FilePath) throws -> Truth {
        let data = try Data(contentsOf: URL(fileURLWithPath: package.appending("truth.json").string))
        return try JSONDecoder().decode(Truth.self, from: data)
    }
}

struct Truth: Decodable {
    struct Item: Decodable {
        var group: String?
        var name: String
        var weight: Double?
    }

    var total: Double?
    var criteria: [Item]
}

import Analysis
import Foundation
import ProcessorTestKit
import Subprocess
import TenderKit
import TenderTestKit
import Testing

/// Real tenders beside the project, judged by the criteria that a careful reader finds in them. Skipped where they are absent.
@Suite("Analysis of the shared packages", .enabled(if: SharedPackage.root != nil))
struct SharedPackagesTests {
    @Test("The App takes the result, and a second run gives the same bytes", arguments: SharedPackage.withOffers)
    func contract(name: String) async throws {
        let package = try SharedPackage(name)
        let result = try await package.analyse()
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let bytes = try #require(result.artifacts["result"])
        #expect(
            AnalysisCheck.problems(of: bytes, contractors: package.contractors, criteria: package.criteria) == [])
        #expect(try await package.analyse().artifacts == result.artifacts)
        for (type, job) in [("result", "tech_rfp_analysis"), ("report", "tech_rfp_report")] {
            let artifact = try #require(result.artifacts[type])
            #expect(try await package.verdict(on: artifact, type: job).trimmingCharacters(in: .newlines) == "ok")
        }
    }
}

/// One of the shared packages.
private struct SharedPackage {
    static let root: URL? = {
        let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return ["../shared", "../../shared"].map { project.appending(path: $0).standardizedFileURL }
            .first { FileManager.default.fileExists(atPath: $0.appending(path: "packages/benchmarks").path) }
    }()

    static var withOffers: [String] {
        guard let folder = root?.appending(path: "packages/benchmarks") else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter {
            FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/tech_rfp/tender").path)
        }
    }

    private struct Truth: Decodable {
        struct Criterion: Decodable {
            var group: String
            var name: String
        }
        var criteria: [Criterion]
    }

    private let root: URL
    private let folder: URL
    let contractors: [String]
    /// Each with the same weight.
    let criteria: [AnalysisCheck.Wanted]

    init(_ name: String) throws {
        root = try #require(Self.root)
        folder = root.appending(path: "packages/benchmarks/\(name)")
        contractors = try FileManager.default
            .contentsOfDirectory(atPath: folder.appending(path: "tech_rfp/tender").path).sorted()
        let data = try Data(contentsOf: folder.appending(path: "truth.json"))
        let truth = try JSONDecoder().decode(Truth.self, from: data)
        criteria = truth.criteria.map { criterion in
            .init(
                scope: criterion.group.isEmpty ? "Evaluation criteria" : criterion.group, name: criterion.name,
                weight: 100 / Double(truth.criteria.count))
        }
    }

    func analyse() async throws -> TestResult {
        let payload =
            #"{"package_id":"p1","evaluation_criteria":\#(String(decoding: try configured(), as: UTF8.self))}"#
        return try await TestHost().run(
            AnalysisProcessor.self, TestJob(payload: payload, packageDirectory: folder.path))
    }

    /// What the shared checker says of an artifact.
    func verdict(on artifact: [UInt8], type: String) async throws -> String {
        let files = FileManager.default.temporaryDirectory.appending(path: "check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        let (file, criteria) = (files.appending(path: "artifact.json"), files.appending(path: "criteria.json"))
        try Data(artifact).write(to: file)
        try configured().write(to: criteria)
        let arguments =
            [root.appending(path: "tools/app_contract.py").path, type, file.path, "--criteria", criteria.path]
            + ["--contractors"] + contractors
        let outcome = try await run(
            .name("python3"), arguments: Arguments(arguments), output: .string(limit: 1 << 20),
            error: .combinedWithOutput)
        return outcome.standardOutput
    }

    private func configured() throws -> Data {
        var scopes: [String: [String: [String: Double]]] = [:]
        for criterion in criteria {
            scopes[criterion.scope, default: [:]][criterion.name] = ["weight": criterion.weight]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(scopes)
    }
}

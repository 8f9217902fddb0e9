import Foundation
import Glibc
import ProcessorKit
import ProcessorTestKit
import SystemPackage
import Testing

@testable import TenderKit

/// Reads all contractors of a package, the next while the last is being looked at, and says what it found.
private struct ContractorReader: Processor {
    static let description = ProcessorDescription(
        id: "test.contractors", version: "1", summary: "", jobTypes: ["contractors"], payloadSchema: "{}")

    struct Result: Codable, Equatable {
        var files: [[String]]
        var problems: [String]
        var scratch: [String]
    }

    let config: TenderConfig

    func run(_ run: ProcessorRun) async throws {
        let files = try PackageFiles(run: run, config: config)
        let contractors = files.package.folders(in: "tech_rfp/tender")
        let readings = try await withThrowingTaskGroup(of: (Int, [FileReading]).self) { group in
            for (index, contractor) in contractors.enumerated() {
                group.addTask {
                    let list = try files.list("tech_rfp/tender/\(contractor)")
                    // Listed twice: told once.
                    _ = try files.list("tech_rfp/tender/\(contractor)")
                    return (index, try await files.read(list) { name, done in try run.checkCancellation() })
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let result = Result(
            files: contractors.indices.map { readings[$0]?.map(\.file) ?? [] },
            problems: files.problems.flatMap(\.lines),
            scratch: try FileManager.default.contentsOfDirectory(atPath: run.scratchDirectory))
        try run.writeArtifact("result", json: Array(try JSONEncoder().encode(result)))
    }
}

/// Finds nothing of use, and says what was in its place.
private struct EmptyHanded: Processor {
    static let description = ProcessorDescription(
        id: "test.empty", version: "1", summary: "", jobTypes: ["empty"], payloadSchema: "{}")

    init(config: EmptyConfig) {}

    func run(_ run: ProcessorRun) async throws {
        let files = try PackageFiles(run: run)
        _ = try files.list("tech_rfp/evaluation")
        throw files.explain(.permanent(code: "nothing", "No sheet."))
    }
}

/// Lists the package after it was taken away.
private struct LateReader: Processor {
    static let description = ProcessorDescription(
        id: "test.late", version: "1", summary: "", jobTypes: ["late"], payloadSchema: "{}")

    init(config: EmptyConfig) {}

    func run(_ run: ProcessorRun) async throws {
        let files = try PackageFiles(run: run)
        try FileManager.default.removeItem(atPath: try run.requirePackageDirectory())
        _ = try files.list("tech_rfp/rfp")
    }
}

@Suite struct PackageFilesTests {
    @Test func `serves child tasks, and tells problems in the order of the files`() async throws {
        let package = try TemporaryFolder()
        let tender = "tech_rfp/tender"
        for contractor in ["Beta", "Alpha", "Gamma"] {
            try package.write("Offer of \(contractor)", to: "\(tender)/\(contractor)/offer.md")
            try package.write("frames", to: "\(tender)/\(contractor)/film.mp4")
            try package.writeArchive(
                [.file("b.md", "Inner"), .file("a.doc", "Old")], to: "\(tender)/\(contractor)/annex.zip")
            #expect(mkfifo("\(package.path)/\(tender)/\(contractor)/pipe.pdf", 0o600) == 0)
        }
        let host = TestHost(config: #"{"document_cache": "off"}"#)
        let job = TestJob(packageDirectory: package.path.string)
        let first = try await host.run(ContractorReader.self, job)
        let result = try first.artifact("result", as: ContractorReader.Result.self)
        let names = ["Alpha", "Beta", "Gamma"].map { "\(tender)/\($0)" }
        #expect(
            result.files
                == names.map { ["\($0)/annex.zip/a.doc", "\($0)/annex.zip/b.md", "\($0)/film.mp4", "\($0)/offer.md"] })
        #expect(result.scratch.isEmpty)
        let problems = result.problems.map { String($0.split(separator: ":")[0]) }
        #expect(problems == names.flatMap { ["\($0)/annex.zip/a.doc", "\($0)/film.mp4", "\($0)/pipe.pdf"] })
        for _ in 0..<3 {
            let again = try await host.run(ContractorReader.self, job)
            #expect(try again.artifact("result", as: ContractorReader.Result.self) == result)
        }
        withExtendedLifetime(package) {}
    }

    @Test func `an error names the link or the folder that stands where a file was expected`() async throws {
        let package = try TemporaryFolder()
        let folder = "\(package.path)/tech_rfp/evaluation"
        try FileManager.default.createDirectory(atPath: "\(folder)/a.xlsx", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/b.xlsx", withDestinationPath: "/etc/hostname")
        let result = try await TestHost().run(EmptyHanded.self, TestJob(packageDirectory: package.path.string))
        #expect(
            result.errorMessage == "No sheet. Not read: tech_rfp/evaluation/a.xlsx: an empty folder, not a file; "
                + "tech_rfp/evaluation/b.xlsx: a link to a folder or out of the package.")
        withExtendedLifetime(package) {}
    }

    @Test func `a package that disappears is not an empty one`() async throws {
        let package = try TemporaryFolder()
        try package.write("Text", to: "tech_rfp/rfp/a.md")
        let result = try await TestHost().run(LateReader.self, TestJob(packageDirectory: package.path.string))
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "package.not_found")
    }
}

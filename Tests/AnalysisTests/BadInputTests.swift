import FoundationEssentials
import Glibc
import ProcessorTestKit
import TenderKit
import TenderTestKit
import Testing

@Suite("What packages and payloads should not be")
struct BadInputTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "TenderKitTests/Fixtures")

    private func problems(_ result: TestResult) throws -> [DocumentProcessingError] {
        try result.artifact("result", as: AnalysisArtifact.self).result.documentProcessingErrors
    }

    /// The problems with one file in Gamma's folder; the rest of the result must be as the App wants it.
    private func problems(with file: String, _ content: Data) async throws -> [DocumentProcessingError] {
        let files = Tender.files.merging(["tech_rfp/tender/Gamma/\(file)": content]) { $1 }
        let result = try await TestPackage(files).analyse(Script())
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let bytes = try #require(result.artifacts["result"])
        #expect(AnalysisCheck.problems(of: bytes, contractors: Tender.contractors, criteria: Tender.wanted) == [])
        return try problems(result)
    }

    @Test("A package without a contractor's folder is a permanent error that says what to upload")
    func noContractor() async throws {
        for files in [[:], ["tech_rfp/rfp/rfp.md": Data("x".utf8)], ["tech_rfp/tender/offer.md": Data("x".utf8)]] {
            let result = try await TestPackage(files).analyse(Script())
            #expect(result.outcome == .permanent)
            #expect(result.errorCode == "contractors.none")
            #expect(result.errorMessage.contains("tech_rfp/tender/CONTRACTOR"))
        }
    }

    @Test(
        "Criteria that are missing or of another shape are a permanent error",
        arguments: [
            (#"{"package_id":"p1"}"#, "criteria.missing"), (Tender.payload("[1]"), "criteria.wrong_type"),
            (Tender.payload(#""{""#), "criteria.invalid_json"), (Tender.payload("{}"), "criteria.none"),
        ])
    func noCriteria(payload: String, code: String) async throws {
        let result = try await TestPackage(Tender.files).analyse(Script(), payload: payload)
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == code)
    }

    @Test("Weights that no total can hold are a permanent error")
    func hugeWeights() async throws {
        let payload = Tender.payload(#"{"S":{"Crane plan":{"weight":1e308},"Programme":{"weight":1e308}}}"#)
        let result = try await TestPackage(Tender.files).analyse(Script(), payload: payload)
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "criteria.weights_too_large")
    }

    @Test("Of a folder that holds nothing but a link only the link is reported")
    func onlyLink() async throws {
        let package = try TestPackage(Tender.files)
        let folder = package.folder.appending(path: "tech_rfp/tender/Delta")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: "out.md").path, withDestinationPath: "/etc/passwd")
        let found = try problems(try await package.analyse(Script()))
        #expect(found.map(\.file) == ["tech_rfp/tender/Delta/out.md"])
    }

    @Test("An offer that lies beside the contractors' folders is reported")
    func looseOffer() async throws {
        let files = Tender.files.merging(["tech_rfp/tender/offer.md": Data("Crane plan".utf8)]) { $1 }
        let result = try await TestPackage(files).analyse(Script())
        #expect(result.outcome == .ok)
        #expect(try problems(result).map(\.file) == ["tech_rfp/tender/offer.md"])
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("tech_rfp/tender/offer.md") })
    }

    @Test("Weights that come to 90 are graded all the same, with a warning")
    func weights() async throws {
        let payload = Tender.payload(#"{"S":{"Crane plan":{"weight":50},"Programme":{"weight":40}}}"#)
        let result = try await TestPackage(Tender.files).analyse(Script(), payload: payload)
        #expect(result.outcome == .ok)
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("90") })
        #expect(
            AnalysisCheck.problems(
                of: try #require(result.artifacts["result"]), contractors: Tender.contractors,
                criteria: [
                    .init(scope: "S", name: "Crane plan", weight: 50),
                    .init(scope: "S", name: "Programme", weight: 40),
                ]) == [])
    }

    @Test("Of two names that are one for the App the last is graded, with a warning")
    func duplicates() async throws {
        let payload = Tender.payload(#"{"S":{"Crane plan":60,"Team":40},"T":{"CRANE-PLAN":60}}"#)
        let result = try await TestPackage(Tender.files).analyse(Script(), payload: payload)
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("Crane plan") })
        #expect(
            AnalysisCheck.problems(
                of: try #require(result.artifacts["result"]), contractors: Tender.contractors,
                criteria: [
                    .init(scope: "S", name: "Team", weight: 40), .init(scope: "T", name: "CRANE-PLAN", weight: 60),
                ]) == [])
    }

    @Test("Two folders that are one contractor for the App are a permanent error that names both")
    func sameContractor() async throws {
        let files = Tender.files.merging(["tech_rfp/tender/ALPHA-BUILD/offer.txt": Data("x".utf8)]) { $1 }
        let result = try await TestPackage(files).analyse(Script())
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "contractors.same_name")
        #expect(result.errorMessage.contains("ALPHA-BUILD"))
        #expect(result.errorMessage.contains("Alpha Build"))
    }

    @Test("A folder in Arabic script is graded, with a warning that the App cannot match it; two are one for the App")
    func arabicContractor() async throws {
        let one = ["tech_rfp/tender/شركة البناء/عرض.txt": Data("Crane plan".utf8)]
        let result = try await TestPackage(one).analyse(Script())
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(result.log.count { $0.message.contains("Latin") } == 1)
        let bytes = try #require(result.artifacts["result"])
        #expect(AnalysisCheck.problems(of: bytes, contractors: ["شركة البناء"], criteria: Tender.wanted) == [])
        let two = one.merging(["tech_rfp/tender/مقاولات/عرض.txt": Data("Crane plan".utf8)]) { $1 }
        let refused = try await TestPackage(two).analyse(Script())
        #expect(refused.outcome == .permanent)
        #expect(refused.errorCode == "contractors.same_name")
        #expect(refused.errorMessage.contains("مقاولات") && refused.errorMessage.contains("شركة البناء 1"))
    }

    @Test("An empty contractor's folder gets its grades and is reported; so is an RFP without files")
    func emptyFolder() async throws {
        let package = try TestPackage(Tender.files.filter { !$0.key.contains("/rfp/") })
        let empty = package.folder.appending(path: "tech_rfp/tender/Delta")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        let result = try await package.analyse(Script())
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let bytes = try #require(result.artifacts["result"])
        #expect(
            AnalysisCheck.problems(
                of: bytes, contractors: ["Alpha Build", "Beta_Works", "Delta", "Gamma"], criteria: Tender.wanted) == [])
        #expect(try problems(result).map(\.contractorName) == ["Delta"])
        #expect(result.log.contains { $0.message.contains("tech_rfp/rfp") })
    }

    @Test("A contractor of whom nothing can be read has every criterion")
    func nothingReadable() async throws {
        let files = Tender.files.filter { !$0.key.contains("Gamma") }
            .merging(["tech_rfp/tender/Gamma/offer.pdf": Data("%PDF-1.4 cut off".utf8)]) { $1 }
        let result = try await TestPackage(files).analyse()
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let bytes = try #require(result.artifacts["result"])
        #expect(AnalysisCheck.problems(of: bytes, contractors: Tender.contractors, criteria: Tender.wanted) == [])
        #expect(try problems(result).map(\.file) == ["tech_rfp/tender/Gamma/offer.pdf"])
    }

    @Test("A PDF with a password, one that is cut off, and a .docx that is no zip are reported by file")
    func unreadable() async throws {
        let locked = try Data(contentsOf: Self.fixtures.appending(path: "locked.pdf"))
        let criteria = try Data(contentsOf: Self.fixtures.appending(path: "criteria.pdf"))
        for (file, content) in [
            ("a.pdf", locked), ("b.pdf", criteria.prefix(criteria.count / 3)), ("c.docx", Data("no zip".utf8)),
        ] {
            let found = try await problems(with: file, content)
            #expect(found.map(\.file) == ["tech_rfp/tender/Gamma/\(file)"])
            #expect(found.map(\.contractorName) == ["Gamma"])
            #expect(found.allSatisfy { !$0.errors.joined().isEmpty })
        }
    }

    @Test("A link out of the package is reported, not followed")
    func link() async throws {
        let package = try TestPackage(Tender.files)
        try FileManager.default.createSymbolicLink(
            atPath: package.folder.appending(path: "tech_rfp/tender/Gamma/secret.txt").path,
            withDestinationPath: "/etc/hostname")
        let result = try await package.analyse(Script())
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(try problems(result).map(\.file) == ["tech_rfp/tender/Gamma/secret.txt"])
        #expect(try problems(result).map(\.contractorName) == ["Gamma"])
    }

    @Test("A problem with a file of the RFP has no contractor")
    func unreadableRequest() async throws {
        let files = Tender.files.merging(["tech_rfp/rfp/annex.pdf": Data("%PDF-1.4 cut".utf8)]) { $1 }
        let result = try await TestPackage(files).analyse(Script())
        #expect(result.outcome == .ok)
        #expect(try problems(result).map(\.contractorName) == [""])
    }

    @Test("A file of 2 GB is reported, not read")
    func large() async throws {
        let package = try TestPackage(Tender.files)
        let file = package.folder.appending(path: "tech_rfp/tender/Gamma/scan.txt")
        try Data("x".utf8).write(to: file)
        #expect(truncate(file.path, 2 << 30) == 0)
        let result = try await package.analyse(Script())
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(try problems(result).map(\.file) == ["tech_rfp/tender/Gamma/scan.txt"])
    }

    @Test("Names with a line break or a direction override stay the contractor's, and are escaped in messages")
    func strangeNames() async throws {
        let name = "De\nlta\u{202E}x"
        let files = Tender.files.merging(["tech_rfp/tender/\(name)/a\nb\u{202E}.pdf": Data("no PDF".utf8)]) { $1 }
        let result = try await TestPackage(files).analyse(Script())
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let bytes = try #require(result.artifacts["result"])
        #expect(
            AnalysisCheck.problems(
                of: bytes, contractors: Tender.contractors + [name], criteria: Tender.wanted) == [])
        let lines = result.log.map(\.message) + result.progress.map(\.message) + (try problems(result)).map(\.file)
        #expect(lines.allSatisfy { !$0.contains("\n") && !$0.contains("\u{202E}") })
    }

    @Test("More contractors and criteria than a result can hold are a permanent error")
    func tooMany() async throws {
        let package = try TestPackage()
        for number in 0..<120 {
            let folder = package.folder.appending(path: "tech_rfp/tender/Contractor \(number)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let many = (0..<200).map { #""Criterion \#($0)":0.5"# }.joined(separator: ",")
        let result = try await package.analyse(Script(), payload: Tender.payload(#"{"S":{\#(many)}}"#))
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "contractors.too_many")
    }
}

import FoundationEssentials
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("Criteria from an evaluation sheet")
struct SheetTests {
    private static let table = [
        ["Scope", "Criterion", "Weight", "Description"],
        ["Experience", "Similar projects", "30", "Last five years"],
        ["Experience", "Key staff", "20", "Named, with CVs"],
        ["Approach", "Programme", "50", "Critical path"],
    ]
    private static let wanted: Scopes = [
        "Experience": [
            "Similar projects": CriterionValue(30, "Last five years"),
            "Key staff": CriterionValue(20, "Named, with CVs"),
        ],
        "Approach": ["Programme": CriterionValue(50, "Critical path")],
    ]

    @Test("Each format gives the same criteria", arguments: ["csv", "xlsx", "docx", "pdf", "json"])
    func formats(_ format: String) async throws {
        let content: Data =
            switch format {
            case "csv": Data(Self.table.map { $0.joined(separator: ";") }.joined(separator: "\r\n").utf8)
            case "xlsx":
                // The scope of the second row is merged into the first.
                OfficeFiles.workbook(
                    Self.table.enumerated().map { row, cells in
                        cells.enumerated().map { row == 2 && $0 == 0 ? nil : $1 }
                    }, merged: ["A2:A3"])
            case "docx": OfficeFiles.document("Evaluation criteria", table: Self.table)
            case "pdf": PDFFile.table(Self.table)
            default:
                Data(
                    """
                    {"Experience":{"Similar projects":{"weight":30,"description":"Last five years"},
                     "Key staff":{"weight":"20","description":"Named, with CVs"}},
                     "Approach":{"Programme":{"weight":50.0,"description":"Critical path"}}}
                    """.utf8)
            }
        let package = try TestPackage(["tech_rfp/evaluation/criteria.\(format)": content])
        let result = try await package.extract()
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(try result.artifact("result", as: Scopes.self) == Self.wanted)
    }

    @Test("Progress has the stage of the contract, rises, and ends at 1")
    func progress() async throws {
        let package = try TestPackage([
            "tech_rfp/evaluation/a.csv": Data("nothing here".utf8),
            "tech_rfp/evaluation/b.csv": Data("Criterion,Weight\nFirst,100\n".utf8),
        ])
        let result = try await package.extract()
        #expect(result.progress.allSatisfy { $0.stage == "extracting" && !$0.message.isEmpty })
        // Between them it depends on the number of cores: files are read at the same time.
        let fractions = result.progress.compactMap(\.fraction)
        #expect(fractions.count == 3)
        #expect(fractions == fractions.sorted())
        #expect(fractions.first == 0)
        #expect(fractions.last == 1)
    }

    @Test("The first sheet that gives criteria wins; the one before it is named in the log")
    func firstUsable() async throws {
        let package = try TestPackage([
            "tech_rfp/evaluation/a.pdf": Data("%PDF-1.7 cut off".utf8),
            "tech_rfp/evaluation/b.csv": Data("Criterion,Weight\nFirst,100\n".utf8),
            "tech_rfp/evaluation/c.csv": Data("Criterion,Weight\nSecond,100\n".utf8),
        ])
        let result = try await package.extract()
        let scopes: Scopes = try result.artifact("result")
        #expect(scopes.values.flatMap(\.keys) == ["First"])
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("a.pdf") })
    }

    @Test("A single JSON file is read before the other sheets")
    func jsonFirst() async throws {
        let package = try TestPackage([
            "tech_rfp/evaluation/a.csv": Data("Criterion,Weight\nFrom the sheet,100\n".utf8),
            "tech_rfp/evaluation/z.json": Data(#"{"S":{"From the file":{"weight":100}}}"#.utf8),
        ])
        let result = try await package.extract()
        #expect(try result.artifact("result", as: Scopes.self) == ["S": ["From the file": 100]])
    }

    @Test("Sheets that give nothing are a permanent error that names each; the RFP is not read instead")
    func noUsableSheet() async throws {
        let package = try TestPackage([
            "tech_rfp/evaluation/broken.docx": Data("no zip".utf8),
            "tech_rfp/evaluation/criteria.json": Data(#"["no","object"]"#.utf8),
            "tech_rfp/evaluation/empty.xlsx": Data(),
            "tech_rfp/evaluation/photo.png": Data([0x89, 0x50]),
            "tech_rfp/evaluation/prose.csv": Data("we will judge fairly\n".utf8),
            "tech_rfp/evaluation/scan.pdf": Data("%PDF-1.7 cut off".utf8),
            "tech_rfp/rfp/rfp.md": Data("| Criterion | Weight |\n|---|---|\n| Price | 100% |\n".utf8),
        ])
        let result = try await package.extract()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "criteria.none_found")
        for name in ["broken.docx", "criteria.json", "empty.xlsx", "photo.png", "prose.csv", "scan.pdf"] {
            #expect(result.errorMessage.contains(name), "\(result.errorMessage)")
        }
        #expect(result.artifacts.isEmpty)
    }

    @Test(
        "JSON that is not scopes of criteria is refused, whatever stands in it",
        arguments: [
            "{", "null", "[]", "{}", #"{"S":{}}"#, #"{"S":17}"#, #"{"S":{"C":{"weight":[1]}}}"#,
            #"{"S":{"C":{"weight":true}}}"#, #"{"S":{"C":{"weight":"much"}}}"#, "\u{FEFF}\u{0}",
        ])
    func badJSON(_ text: String) async throws {
        let package = try TestPackage(["tech_rfp/evaluation/criteria.json": Data(text.utf8)])
        let result = try await package.extract()
        #expect(result.outcome == .permanent)
        #expect(["criteria.none_found", "criteria.unreadable"].contains(result.errorCode))
        #expect(result.errorMessage.contains("criteria.json"))
    }

    @Test("Weights that do not add up to 100 are kept, with a warning")
    func sum() async throws {
        let package = try TestPackage([
            "tech_rfp/evaluation/c.csv": Data("Criterion,Weight\nTeam,50%\nMethod,40%\n".utf8)
        ])
        let result = try await package.extract()
        let scopes: Scopes = try result.artifact("result")
        #expect(scopes.values.flatMap { $0.values.map(\.weight) }.reduce(0, +) == 90)
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("90") })
    }
}

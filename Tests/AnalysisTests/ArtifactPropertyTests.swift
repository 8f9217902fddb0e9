import Analysis
import FoundationEssentials
import ProcessorTestKit
import TenderKit
import TenderTestKit
import TestRandom
import Testing

/// Packages of random files with hostile names and texts: whatever is in them, the App can take the result (contract 3.4).
@Suite("The App takes the result of any package") struct ArtifactPropertyTests {
    private static let pieces = [
        "Crane plan no. 4 of 12 May 2026 is in annex B.", "Site manager: Ingrid Solheim, 22 years of experience.",
        "ISO 9001 certificate Q-20771, valid to 2027!", "We do not hold ISO 9001.", "N/A", "TBD", "\u{0}", "a\u{0}b",
        "NaN",
        "\u{202E}gnirts desrever", "</script><script>alert(1)</script>", "]]>", "&lt;&amp;", "e\u{301}\u{301}\u{301}",
        "\u{FEFF}",
        "خطة الرافعة رقم ٤ في الملحق ب.", "؟؟؟", "... ! ? ... !", "1e308 inf -0 9007199254740993", "| a | b |",
        "|---|---|",
        "# Crane plan", "## \u{200B}", "- ", "* Method statement: sections are cast in turn in 12 bays of 8 m.",
        "\\u0000",
        "\u{1F3D7}\u{FE0F} 工期 40 週", "Dr. P. No. 5 e.g. i.e. etc. Yes. No. Ok? Sure! Fine.", "", "   ", "\t",
        "\u{2028}\u{2029}",
        String(repeating: "programme ", count: 400), "100 %", "Comply", "Noted | Partially",
    ]

    private static let names = [
        "Alpha Build", "Beta_Works", "شركة البناء", "De\nlta", "\u{202E}Echo", "Fox & <b>Co", "G\"olf\"",
        "Hotel\\India", "…J",
        "K\u{301}ilo", "100% Lima", "工程 Mike", "a.b-c_d", " November ", "O'Scar",
    ]

    private static let criteria = [
        "Method statement", "Crane plan", "Programme (40 weeks)", "Site manager: 15 years or more", "ISO 9001",
        "خطة السلامة",
        "<b>Noise</b>", "Quote \" and \\ backslash", "Line\nbreak", "? 7", "A. Team", "12", "Crane\u{0}less",
        "ＦＵＬＬ width",
    ]

    private static func text(_ random: inout SeededGenerator) -> Data {
        let lines = (0...random.upTo(30)).map { _ in
            (0...random.upTo(3)).map { _ in random.pick(pieces) }.joined(separator: random.pick([" ", "\n", ". "]))
        }
        return Data(lines.joined(separator: random.pick(["\n", "\n\n"])).utf8)
    }

    private static func package(_ random: inout SeededGenerator) -> (files: [String: Data], contractors: Set<String>) {
        var files: [String: Data] = [:]
        if random.upTo(4) > 0 { files["tech_rfp/rfp/rfp.md"] = text(&random) }
        var contractors: Set<String> = []
        for _ in 0...random.upTo(3) {
            let name = random.pick(names)
            contractors.insert(name)
            for number in 0...random.upTo(3) {
                let type = random.pick(["md", "txt", "csv", "html", "pdf", "docx", "xlsx", "zip", "bin", "json", ""])
                let file =
                    random.pick(["offer", "a\nb", "\u{202E}x", "عرض", "q\"?#%"]) + "\(number)"
                    + (type.isEmpty ? "" : ".\(type)")
                let path = "tech_rfp/tender/\(name)/" + (random.upTo(3) == 0 ? "in/ner/" : "") + file
                files[path] =
                    type == "docx" && random.upTo(1) == 0
                    ? OfficeFiles.document(
                        random.pick(pieces.filter { !$0.unicodeScalars.contains("\u{0}") }),
                        table: [["Crane plan", "yes"]])
                    : (random.upTo(8) == 0 ? Data() : text(&random))
            }
        }
        return (files, contractors)
    }

    private static func json(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    @Test("Every rule holds", arguments: 1...40)
    func rules(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let (files, contractors) = Self.package(&random)
        var wanted: [AnalysisCheck.Wanted] = []
        var scopes: [String: [String]] = [:]
        var left = Self.criteria
        for _ in 0...random.upTo(8) {
            let name = left.remove(at: random.upTo(left.count - 1))
            let scope = random.pick(["Technical", "الفني", "S\"1\""])
            let weight = random.pick([0, 0.5, 12.25, 33, 100])
            let description = random.upTo(2) == 0 ? "" : random.pick(Self.pieces)
            wanted.append(.init(scope: scope, name: name, weight: weight))
            scopes[scope, default: []].append(
                "\(try Self.json(name)):{\"weight\":\(weight),\"description\":\(try Self.json(description))}")
        }
        let object = try scopes.map { "\(try Self.json($0.key)):{\($0.value.joined(separator: ","))}" }.joined(
            separator: ",")
        let package = try TestPackage(files)
        let result = try await package.analyse(payload: Tender.payload("{\(object)}"))
        #expect(result.outcome == .ok, "seed \(seed): \(result.errorMessage)")
        let bytes = try #require(result.artifacts["result"])
        // A document may hold the six characters of the escape; only the escape itself is refused by the database.
        let text = String(decoding: bytes, as: UTF8.self).replacing("\\\\", with: "")
        #expect(!bytes.contains(0) && !text.contains("\\u0000"), "seed \(seed)")
        // NUL cannot be stored: a name that holds one is graded without it.
        let stored = wanted.map {
            AnalysisCheck.Wanted(scope: $0.scope, name: $0.name.filter { $0 != "\0" }, weight: $0.weight)
        }
        let problems = AnalysisCheck.problems(of: bytes, contractors: Array(contractors), criteria: stored)
        #expect(problems == [], "seed \(seed)")
        #expect(try await package.analyse(payload: Tender.payload("{\(object)}")).artifacts == result.artifacts)
    }
}

extension SeededGenerator {
    fileprivate mutating func pick<T>(_ values: [T]) -> T { values[Int(next() % UInt64(values.count))] }
    fileprivate mutating func upTo(_ bound: Int) -> Int { Int(next() % UInt64(bound + 1)) }
}

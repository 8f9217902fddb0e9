import ProcessorKit
import TestRandom
import Testing

@testable import TenderKit

/// Sheets made from known criteria in many forms must give those criteria back.
@Suite("Random sheets give back what went in") struct SheetPropertyTests {
    private struct Known: Equatable {
        var scope: String
        var name: String
        var weight: Double
    }

    @Test func `known criteria come out of sheets of every form`() throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let known = criteria(&random)
            let form = SheetForm(&random)
            let text = form.sheet(known.map { ($0.scope, $0.name, $0.weight) }, &random)
            let found = try? CriteriaExtractor().criteria(fromSheets: [CriteriaFixture.csv(text)])
            let got = found?.criteria.map {
                Known(scope: form.hasScopes ? $0.scope : "", name: $0.name, weight: $0.weight ?? -1)
            }
            let wanted = known.map { Known(scope: form.hasScopes ? $0.scope : "", name: $0.name, weight: $0.weight) }
            #expect(got == wanted, "seed \(seed), round \(round):\n\(text)")
            if got != wanted { return }
        }
    }

    /// Text of all kinds, cut and mixed, must neither stop the search nor take it long.
    @Test func `no text stops the search`() throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "# Evaluation criteria", "## 5.1 Price (40%)", "- a) 30 points – Team;", "(10%", "100 points: 70 points",
            "= 30% x",
            "| Criterion | Weight |\n|---|---|\n| A | 20% |", "١٠٪ (٢٠ درجة)", "معايير التقييم:", "Factor 2 –",
            "Total: 100", "%20%",
            "0–5 points to 10 points of 20", "[20]", "....... 12", "Phase One", "iv.", "1.2.3 of 5",
            "\u{200F}أ- السعر 30",
        ]
        for _ in 0..<300 {
            let count = Int.random(in: 1...12, using: &random)
            let lines = (0..<count).map { _ in
                let line = pieces.randomElement(using: &random) ?? ""
                return Bool.random(using: &random)
                    ? line : String(line.prefix(Int.random(in: 0...line.count, using: &random)))
            }
            let text = lines.joined(separator: Bool.random(using: &random) ? "\n\n" : " ")
            let found = try? CriteriaExtractor().criteria(fromRequest: [CriteriaFixture.markdown(text + "\n")])
            for weight in found?.criteria.compactMap(\.weight) ?? [] { #expect((0...100).contains(weight), "\(text)") }
        }
    }

    private func criteria(_ random: inout SeededGenerator) -> [Known] {
        let scopes = ["Technical capability", "Management", "Experience", "Local content", "الفني"].shuffled(
            using: &random)
        let names = [
            "Method statement", "Key personnel", "Similar projects", "Quality plan", "HSE record", "Programme",
            "Plant and equipment",
            "Design approach", "Risk register", "Supply chain", "خبرة الشركة", "فريق العمل", "Social value",
            "Innovation",
        ].shuffled(using: &random)
        let groups = Int.random(in: 1...4, using: &random)
        let count = Int.random(in: max(2, groups)...names.count, using: &random)
        var weights = Array(repeating: 2.5, count: count)
        var left = 100 - 2.5 * Double(count)
        while left > 0 {
            weights[Int.random(in: 0..<count, using: &random)] += 2.5
            left -= 2.5
        }
        return (0..<count).map { Known(scope: scopes[$0 * groups / count], name: names[$0], weight: weights[$0]) }
    }
}

/// One way to write a sheet down.
private struct SheetForm {
    var hasScopes: Bool
    private let headers: (scope: String, name: String, weight: String)
    private let scale: Double
    private let unit: String
    private let titleRows: Int
    private let hasTotal: Bool
    private let repeatsScope: Bool
    private let isNumbered: Bool
    private let arabicDigits: Bool
    private let repeatsHeader: Bool
    private let hasDescription: Bool

    init(_ random: inout SeededGenerator) {
        hasScopes = Bool.random(using: &random)
        headers = (
            ["Scope", "Evaluation Scope", "Section", "Category", "Theme", "المحور", "Group"].randomElement(
                using: &random) ?? "",
            ["Criterion", "Evaluation Criteria", "Breakdown", "Sub-criteria", "Factor", "المعيار", "Requirement"]
                .randomElement(using: &random) ?? "",
            ["Weight", "Weight (%)", "Weightage", "Points", "Max Score", "الوزن", "Weighting", "Marks"].randomElement(
                using: &random)
                ?? ""
        )
        scale = [1, 0.01, 10, 100].randomElement(using: &random) ?? 1
        unit = scale == 1 ? ["", "%", " pts", " %"].randomElement(using: &random) ?? "" : ""
        titleRows = Int.random(in: 0...3, using: &random)
        hasTotal = Bool.random(using: &random)
        repeatsScope = Bool.random(using: &random)
        isNumbered = Bool.random(using: &random)
        arabicDigits = scale == 1 && Bool.random(using: &random)
        repeatsHeader = Bool.random(using: &random)
        hasDescription = Bool.random(using: &random)
    }

    func sheet(_ criteria: [(scope: String, name: String, weight: Double)], _ random: inout SeededGenerator) -> String {
        var rows: [[String]] = []
        let titles = ["Evaluation Sheet", "Project: New Campus", ""]
        for index in 0..<titleRows { rows.append([titles[index]]) }
        let header =
            (isNumbered ? ["No."] : []) + (hasScopes ? [headers.scope] : []) + [headers.name]
            + (hasDescription ? ["Description"] : []) + [headers.weight]
        rows.append(header)
        var scope = ""
        for (index, criterion) in criteria.enumerated() {
            if repeatsHeader, index == criteria.count / 2, index > 0 { rows.append(header) }
            let shown = repeatsScope || criterion.scope != scope ? criterion.scope : ""
            scope = criterion.scope
            rows.append(
                (isNumbered ? ["\(index + 1)"] : []) + (hasScopes ? [shown] : []) + [criterion.name]
                    + (hasDescription ? ["As shown in the bidder's own plan for number \(index)."] : []) + [
                        number(criterion.weight) + unit
                    ])
        }
        if hasTotal {
            rows.append(
                (isNumbered ? [""] : []) + ["Total"] + (hasScopes ? [""] : []) + (hasDescription ? [""] : []) + [
                    number(100) + unit
                ])
        }
        let width = rows.map(\.count).max() ?? 0
        return rows.map { row in
            (row + Array(repeating: "", count: width - row.count)).map { "\"\($0)\"" }.joined(separator: ",")
        }.joined(separator: "\n")
    }

    private func number(_ percent: Double) -> String {
        let text = PlainNumber.short(percent * scale)
        guard arabicDigits else { return text }
        return String(text.map { $0 == "." ? "٫" : Character(Unicode.Scalar(0x0660 + UInt32($0.digit ?? 0)) ?? "٠") })
    }
}

/// All that one document offers, and the choice among it.
struct CriteriaSearch {
    /// How good a find is, to compare documents: weights that make sense come before everything else.
    struct Standing: Comparable {
        var isCertain: Bool
        /// The number of the addendum that the document is, where its weights make sense: what was changed last holds.
        var addendum: Int
        var score: Double

        static func < (one: Standing, two: Standing) -> Bool {
            (one.isCertain ? 1 : 0, one.addendum, one.score) < (two.isCertain ? 1 : 0, two.addendum, two.score)
        }
    }

    /// A set needs this much support, and a place that speaks of evaluation.
    private static let least = 5.0

    private let document: Document
    private let isSheet: Bool
    private let outline: Outline
    private let tables: [TablePart]
    private(set) var best: Candidate?
    private var warnings: [String] = []

    /// - Throws: `CancellationError`, between the parts of the search.
    init(_ document: Document, isSheet: Bool) throws {
        self.document = document
        self.isSheet = isSheet
        outline = try Outline(document, isSheet: isSheet)
        tables = try TablePart.parts(of: document, outline: outline)
        var weighted = try WeightedSearch(document, outline: outline, tables: tables, isSheet: isSheet).candidates
        prefer(&weighted)
        let best = Self.best(weighted)
        if let best, best.isWhole {
            self.best = best
            return
        }
        let unweighted = try UnweightedSearch(document, outline: outline, isSheet: isSheet)
        let list = Self.best(unweighted.candidates)
        if let list, list.score > best?.score ?? 0 {
            self.best = list
            warnings = unweighted.warnings
        } else {
            self.best = best
        }
    }

    /// Sets that an addendum in the document states come before those that it replaces.
    private func prefer(_ candidates: inout [Candidate]) {
        let hasAddenda = document.blocks.contains {
            if case .heading = $0.kind { Addendum.number(ofSection: [$0.text]) > 0 } else { false }
        }
        guard hasAddenda else { return }
        for index in candidates.indices {
            let sections = Set(candidates[index].leaves.map { document.blocks[$0.block].section })
            candidates[index].prefer(addendum: sections.map(Addendum.number(ofSection:)).min() ?? 0)
        }
    }

    /// The highest score; of equals the first.
    private static func best(_ candidates: [Candidate]) -> Candidate? {
        var best: Candidate?
        for candidate in candidates where candidate.score >= least {
            if best.map({ candidate.score > $0.score + 0.000_1 }) ?? true { best = candidate }
        }
        return best
    }

    var standing: Standing? {
        best.map {
            Standing(
                isCertain: $0.isWhole, addendum: $0.isWhole ? Addendum.number(of: document) : 0, score: $0.score)
        }
    }

    func result() -> ExtractedCriteria? {
        guard let best else { return nil }
        let scale = WeightScale(best.leaves.compactMap(\.weight), statedTotal: best.statedTotal)
        let descriptions = Descriptions(best.leaves, outline: outline)
        let scopes = self.scopes(best.leaves)
        let criteria = best.leaves.enumerated().map { index, leaf in
            Criterion(
                scope: scopes[index], name: leaf.name, weight: leaf.weight.map(scale.percent),
                description: descriptions.text(of: index), source: leaf.place)
        }
        var warnings = warnings
        let sum = criteria.compactMap(\.weight).reduce(0, +)
        if best.isWeighted, !WeightScale.near(sum, 100) {
            warnings.append("\(document.file): the weights add up to \(PlainNumber.short(sum)), not 100.")
        }
        if let note = scale.warning(best.leaves.compactMap(\.weight)) { warnings.append("\(document.file): \(note).") }
        if !best.isWeighted { warnings.append("\(document.file): the criteria are stated without weights.") }
        if !best.passFail.isEmpty {
            warnings.append(
                "\(document.file): to be met, not scored: \(best.passFail.prefix(10).joined(separator: ", ")).")
        }
        let dropped = tables.filter { part in best.leaves.contains { $0.block >= part.table.firstBlock } }
            .flatMap(\.withoutWeight)
        if isSheet, !dropped.isEmpty {
            warnings.append(
                "\(document.file): rows without a weight left out: \(dropped.prefix(10).joined(separator: ", ")).")
        }
        warnings += skipped
        let reasons = [best.origin] + best.reasons.map { "\($0.text): \(PlainNumber.signed($0.points))" }
        return ExtractedCriteria(
            criteria: criteria, passFail: best.passFail, warnings: warnings, file: document.file, reasons: reasons)
    }

    /// A group that all criteria share and that only says "evaluation criteria" is none. Beside groups, a criterion
    /// without one stands for itself.
    private func scopes(_ leaves: [Resolution.Leaf]) -> [String] {
        let names = Set(leaves.map(\.scope))
        if names.count == 1, let only = names.first, PartRole(heading: only) != .neutral {
            return leaves.map { _ in "" }
        }
        return leaves.map { names.count > 1 && $0.scope.isEmpty ? $0.name : Self.withoutSum($0.scope, of: leaves) }
    }

    /// `Methodology (40)` without the number, where that is what its criteria come to.
    private static func withoutSum(_ scope: String, of leaves: [Resolution.Leaf]) -> String {
        guard let match = scope.wholeMatch(of: #/(.*\S)\s*[(\[]\s*([0-9]+(?:\.[0-9]+)?)\s*[)\]]/#),
            let number = Double(match.output.2)
        else { return scope }
        let sum = leaves.filter { $0.scope == scope }.compactMap(\.weight?.value).reduce(0, +)
        return WeightScale.near(sum, number) ? String(match.output.1) : scope
    }

    private var skipped: [String] {
        document.skipped.prefix(5).map { part in
            let page = part.page.map { ", page \($0)" } ?? ""
            return "\(document.file)\(page): \(part.reason)."
        }
    }

    /// What was looked at, for the error when nothing was found.
    var attempt: CriteriaError.Attempt {
        guard !document.blocks.isEmpty else {
            let reasons = document.skipped.prefix(3).map(\.reason).joined(separator: "; ")
            return .init(
                file: document.file, outcome: reasons.isEmpty ? "no text in it" : "no text in it (\(reasons))",
                wasRead: false)
        }
        let parts = Set(outline.contexts.compactMap(\.region)).count
        let tables = CriteriaTable.tables(of: document).count
        let evaluation = isSheet ? "" : "\(Self.count(parts, "part")) about evaluation, "
        let most = self.tables.map { $0.entries.count { $0.weight != nil && $0.role == .item } }.max() ?? 0
        if isSheet, most > Candidate.mostInSheet {
            return .init(
                file: document.file,
                outcome: "\(most) rows with a weight, and at most \(Candidate.mostInSheet) criteria are taken",
                wasRead: true,
                isTooLarge: true)
        }
        let rows = self.tables.flatMap(\.withoutWeight)
        let weights =
            rows.isEmpty
            ? "" : "; no weight in \(Self.count(rows.count, "row")): \(rows.prefix(3).joined(separator: ", "))"
        let pages = document.pageCount.map { "\(Self.count($0, "page")), " } ?? ""
        return .init(
            file: document.file,
            outcome:
                "\(pages)\(Self.count(document.blocks.count, "block")) of text, \(evaluation)\(Self.count(tables, "table")), "
                + "but no table, heading or list that states criteria\(weights)", wasRead: true)
    }

    private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

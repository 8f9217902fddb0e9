/// What the template shows. Each level has names of its own: the template looks for a name in the levels around as well.
struct PageView {
    let summary: String
    let facts: String
    let weightNote: String?
    let maximum: String
    let ranking: [RankingLine]
    let scopeTables: [ScopeTable]
    let criterionTables: [CriterionTable]
    let offers: [OfferView]
    let requests: [RequestList]
    /// nil when all files were read.
    let files: FileList?
    let weights: [WeightGroup]
    let weightTotal: String
    let grades: [GradeLine]
    let firstWithoutConcern = Grade.moderateConfidence.rawValue

    init(_ table: EvaluationTable, report: TechnicalReport) {
        let builder = PageViewBuilder(table)
        summary = VisibleText.ofSentence(report.executiveSummary)
        facts = [
            Phrase.count(table.offers.count, "offer", "offers"),
            Phrase.count(table.criteria.count, "criterion", "criteria"),
            Phrase.count(table.scopes.count, "scope", "scopes"),
        ].joined(separator: " · ")
        maximum = Figure.one(table.maximum)
        weightNote =
            Figure.rounded(table.maximum, to: 2) == 100
            ? nil : "The weights add up to \(Figure.two(table.maximum)), not to 100. Totals are out of that sum."
        ranking = builder.ranking()
        scopeTables = builder.scopeTables()
        criterionTables = builder.criterionTables()
        offers = table.ranking.map { builder.offer($0, summary: report.contractorEvaluations[$0].evaluationSummary) }
        requests = table.ranking.compactMap(builder.requests)
        files = FileList(lines: builder.files())
        weights = table.scopes.map(builder.weights)
        weightTotal = Figure.two(table.maximum)
        grades = Grade.steps.reversed().map(GradeLine.init) + [.compliant, .nonCompliant].map(GradeLine.init)
    }
}

struct RankingLine {
    let place: String
    let anchor: String
    let bidder: String
    let total: String
    /// Width of the bar, 0 to 100.
    let bar: String
    let concerns: String
    let queries: String
    let unread: String
}

/// A score with the band that colours it.
struct ScoreCell {
    let figure: String
    let band: String

    init(_ score: Double?) {
        figure = score.map(Figure.one) ?? "–"
        band = score.map(Self.band) ?? "none"
    }

    /// `b0` to `b4`.
    static func band(_ score: Double) -> String {
        "b\(score >= 90 ? 4 : score >= 70 ? 3 : score >= 50 ? 2 : score >= 30 ? 1 : 0)"
    }
}

/// Scopes across, contractors down.
struct ScopeTable {
    struct Head {
        let scopeName: String
        let scopeWeight: String
    }

    struct Line {
        let linePlace: String
        let lineBidder: String
        let lineTotal: String
        let scopeScores: [ScoreCell]
    }

    let part: String?
    let heads: [Head]
    let lines: [Line]
}

/// Contractors across, criteria down.
struct CriterionTable {
    struct Head {
        let headPlace: String
        let headBidder: String
        let headTotal: String
    }

    struct Group {
        let groupName: String
        let groupWeight: String
        let groupScores: [ScoreCell]
        let rows: [Row]
    }

    struct Row {
        let rowName: String
        let rowWeight: String
        let scores: [ScoreCell]
    }

    let columnPart: String?
    let columns: [Head]
    let groups: [Group]
}

struct OfferView {
    let offerAnchor: String
    let offerPlace: String
    let offerName: String
    let offerTotal: String
    let offerSummary: String
    let caution: String?
    let sections: [OfferSection]
}

struct OfferSection {
    let sectionName: String
    let sectionScore: String
    let sectionWeight: String
    let entries: [CriterionEntry]
}

struct CriterionEntry {
    let entryName: String
    let grade: String
    let score: ScoreCell
    let weight: String
    let points: String
    let client: String
    let evidence: [EvidenceLine]
    /// Leads to the clarification; nil when there is none.
    let query: QueryLink?
}

struct QueryLink {
    let queryAnchor: String
    let queryKind: String
}

struct EvidenceLine {
    let quote: String
    let origin: String?
}

struct RequestList {
    let requestBidder: String
    let requestCount: String
    let items: [RequestItem]
}

struct RequestItem {
    let itemAnchor: String
    let itemCriterion: String
    let itemKind: String
    let question: String
}

struct FileList {
    let lines: [FileLine]

    init?(lines: [FileLine]) {
        if lines.isEmpty { return nil }
        self.lines = lines
    }
}

struct FileLine {
    let owner: String
    let file: String
    let pages: String
    let reasons: [String]
}

struct WeightGroup {
    let weightGroup: String
    let weightSum: String
    let criteria: [WeightRow]
}

struct WeightRow {
    let criterion: String
    let share: String
    let explanation: String
}

struct GradeLine {
    let label: String
    let value: ScoreCell

    init(_ grade: Grade) {
        label = grade.rawValue
        value = ScoreCell(grade.score)
    }
}

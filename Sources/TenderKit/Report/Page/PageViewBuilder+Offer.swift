extension PageViewBuilder {
    func offer(_ index: Int, summary: String) -> OfferView {
        let offer = table.offers[index]
        return OfferView(
            offerAnchor: "offer-\(index + 1)", offerPlace: "\(offer.rank)", offerName: offer.printableName,
            offerTotal: Figure.one(offer.total), offerSummary: VisibleText.ofSentence(summary),
            caution: offer.warnings?.tooManyZeroScores.map { Self.text($0.message) },
            sections: table.scopes.enumerated().map { number, scope in
                OfferSection(
                    sectionName: Self.text(scope.name), sectionScore: ScoreCell(scope.score(of: index)).figure,
                    sectionWeight: Figure.two(scope.weight),
                    entries: scope.criteria.enumerated().compactMap { row, criterion in
                        criterion.rows[index].map {
                            entry($0, criterion, offer.name, anchor: Self.anchor(index, number, row))
                        }
                    })
            })
    }

    private func entry(
        _ row: CriterionReport, _ criterion: EvaluationTable.Criterion, _ contractor: String, anchor: String
    ) -> CriterionEntry {
        CriterionEntry(
            entryName: Self.text(row.criteria), grade: row.grade.rawValue, score: ScoreCell(row.score),
            weight: Self.weight(criterion), points: Figure.two(row.result), client: Self.text(row.clientSummary),
            evidence: row.evidence.map { item in
                EvidenceLine(
                    quote: Self.text(item.text),
                    // The App's types want a text where there is no source.
                    origin: item.source.flatMap { source in
                        if source.isEmpty { return nil }
                        let name = SourceName.short(source, contractor: contractor)
                        return item.pageNumber.map { "\(name), page \($0)" } ?? name
                    })
            },
            query: row.isQueried ? QueryLink(queryAnchor: anchor, queryKind: row.ptc.refType.words) : nil)
    }

    /// The clarifications of an offer; nil when nothing is to be asked.
    func requests(_ index: Int) -> RequestList? {
        var items: [RequestItem] = []
        for (number, scope) in table.scopes.enumerated() {
            for (position, criterion) in scope.criteria.enumerated() {
                guard let row = criterion.rows[index], row.isQueried else { continue }
                items.append(
                    RequestItem(
                        itemAnchor: Self.anchor(index, number, position), itemCriterion: Self.text(row.criteria),
                        itemKind: row.ptc.refType.words, question: Self.text(row.ptc.queryDescription)))
            }
        }
        guard !items.isEmpty else { return nil }
        return RequestList(
            requestBidder: table.offers[index].printableName, requestCount: "\(items.count)", items: items)
    }

    private static func anchor(_ offer: Int, _ scope: Int, _ row: Int) -> String {
        "query-\(offer + 1)-\(scope + 1)-\(row + 1)"
    }
}

extension Clarification.Kind {
    var words: String {
        switch self {
        case .none: "None"
        case .missing: "Missing information"
        case .incomplete: "Incomplete information"
        }
    }
}

/// Where evidence was read, in short.
enum SourceName {
    /// The path below the contractor's folder, or below that of the request; else the last segment, as the App shows it.
    static func short(_ source: String, contractor: String) -> String {
        let folder = "tech_rfp/tender/\(PrintableName.of(contractor))/"
        if !contractor.isEmpty, let range = source.firstRange(of: folder), range.upperBound < source.endIndex {
            return PrintableName.of(String(source[range.upperBound...]))
        }
        if let range = source.firstRange(of: "tech_rfp/rfp/"), range.upperBound < source.endIndex {
            return "request: " + PrintableName.of(String(source[range.upperBound...]))
        }
        return PrintableName.of(source.split(separator: "/").last.map(String.init) ?? source)
    }
}

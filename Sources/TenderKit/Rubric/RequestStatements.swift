/// What the RFP says, as statements with their places: read once, block by block.
struct RequestStatements: Sendable {
    private(set) var statements: [Statement] = []
    private(set) var sections: [RequestSection] = []
    private(set) var headings: [RequestHeading] = []
    private(set) var vote = ContractClassVote()
    private(set) var language = RubricLanguage.Count()
    /// Statements beyond ``limit`` that were not weighed.
    private(set) var dropped = 0

    /// How many statements are weighed: a few thousand pages.
    static let limit = 100_000

    let cues: StatementCues
    private var sectionIndex: [[String]: Int] = [:]
    private var headingIndex: [[String]: Int] = [:]
    private var seen: Set<[String]> = []
    /// The first heading of the document. As the outermost of a path it names the RFP, not a part of it.
    private var title: String?
    /// The header of the last table that has one.
    private var header: (table: Int, cells: [String])?
    /// What the last lead-in asked for, for the list behind it.
    private var leadIn: (section: Int, isObligation: Bool, scores: [SubjectScore])?

    init(cues: StatementCues) {
        self.cues = cues
    }

    /// - Parameter checkCancellation: called every few hundred blocks.
    mutating func add(_ document: Document, checkCancellation: () throws -> Void) rethrows {
        (leadIn, header) = (nil, nil)
        voteTitle(of: document)
        title = document.blocks.first { if case .heading = $0.kind { true } else { false } }?.text
        for (index, block) in document.blocks.enumerated() {
            if index % 512 == 0 { try checkCancellation() }
            language.add(block.text)
            if case .heading = block.kind {
                vote(block.text, in: .heading)
                leadIn = nil
                continue
            }
            let section = section(for: block.section)
            guard sections[section].factor > 0 else { continue }
            add(block, section: section, file: document.file)
        }
    }

    /// A criterion that the RFP states: it counts as something strongly asked for.
    mutating func add(stated text: String, page: Int?, file: String) {
        let section = section(for: [])
        append(text, isList: true, boost: 0.75, page: page, section: section, file: file)
    }

    // MARK: Blocks

    private mutating func add(_ block: Block, section: Int, file: String) {
        switch block.kind {
        case .heading: break
        case .paragraph:
            for sentence in Self.sentences(block.text) {
                append(sentence, isList: false, boost: 0, page: block.page, section: section, file: file)
            }
            leadIn = leadIn(of: block.text, section: section)
        case .listItem:
            for sentence in Self.sentences(block.text) {
                append(sentence, isList: true, boost: 0.15, page: block.page, section: section, file: file)
            }
        case .tableRow(let row):
            if row.row == 0, !block.text.contains(where: { $0.digit != nil }) {
                header = (row.table, row.cells)
                break
            }
            let names = header?.table == row.table ? header?.cells ?? [] : []
            append(
                Self.words(of: row.cells, under: names), isList: true, isRow: true, boost: 0, page: block.page,
                section: section, file: file)
        }
    }

    private func leadIn(
        of text: String, section: Int
    ) -> (section: Int, isObligation: Bool, scores: [SubjectScore])? {
        guard text.hasSuffix(":"), let last = Self.sentences(text).last else { return nil }
        let matches = cues.text.matches(in: RubricWords.words(last))
        return (section, matches.contains { $0.tag == .obligation }, SubjectScore.collect(matches))
    }

    private mutating func append(
        _ raw: String, isList: Bool, isRow: Bool = false, boost: Double, page: Int?, section: Int, file: String
    ) {
        var text = isRow ? raw : Marker.split(raw).rest
        guard text.count >= 12 else { return }
        var words = RubricWords.words(text)
        var matches = cues.text.matches(in: words)
        for match in matches {
            if case .contract(let cue) = match.tag { vote.add(cue: cue, in: .text) }
        }
        if matches.contains(where: { $0.tag == .procedure }) { return }
        if matches.contains(where: { $0.tag == .commercial }) || text.contains(where: { "$€£﷼¥".contains($0) }) {
            guard let part = technicalPart(of: text) else { return }
            text = part
            words = RubricWords.words(text)
            matches = cues.text.matches(in: words)
        }
        if !isRow, Self.isContentsLine(text, words: words.count) { return }
        guard words.count >= 3, seen.insert(words).inserted else { return }
        guard statements.count < Self.limit else {
            dropped += 1
            return
        }
        var scores = SubjectScore.collect(matches)
        var isObligation = matches.contains { $0.tag == .obligation }
        var strength = isObligation ? 1.0 : 0.4 + boost
        if let leadIn, isList, leadIn.section == section {
            SubjectScore.add(leadIn.scores, times: 0.5, to: &scores)
            if leadIn.isObligation, !isObligation { (isObligation, strength) = (true, 0.9) }
        }
        let hasNumber = text.contains { $0.digit != nil }
        let standards = matches.count { $0.tag == .standard }
        if matches.contains(where: { $0.tag == .emphasis }) { strength += 0.5 }
        strength += (hasNumber ? 0.25 : 0) + Double(min(standards, 1)) * 0.25
        statements.append(
            Statement(
                text: text, file: file, page: page, section: section, strength: strength * sections[section].factor,
                isObligation: isObligation,
                specificity: sections[section].factor
                    * ((hasNumber ? 0.6 : 0) + Double(min(standards, 2)) * 0.4 + Self.names(in: text)),
                scores: scores, isRow: isRow,
                isQuotable: Self.isQuotable(text, isList: isList, isRow: isRow, words: words.count)))
    }
}

// MARK: - Sections and titles

extension RequestStatements {
    private mutating func vote(_ text: String, in place: ContractClassVote.Place) {
        for match in cues.text.matches(in: RubricWords.words(text)) {
            if case .contract(let cue) = match.tag { vote.add(cue: cue, in: place) }
        }
    }

    /// The title: the file's name, the first heading and the first lines.
    private mutating func voteTitle(of document: Document) {
        let file = document.file.split(separator: "/").last.map(String.init) ?? document.file
        vote(file.split { "._-".contains($0) }.joined(separator: " "), in: .title)
        for block in document.blocks.prefix(4) where block.text.count < 160 { vote(block.text, in: .title) }
    }

    private mutating func section(for path: [String]) -> Int {
        if let known = sectionIndex[path] { return known }
        var section = RequestSection(heading: path.last, headings: [])
        var isForeign = false
        for depth in path.indices {
            let heading = heading(for: Array(path[...depth]))
            section.headings.append(heading)
            // The innermost heading says most.
            let factor = depth == path.count - 1 ? 0.75 : 0.35
            SubjectScore.add(headings[heading].scores, times: factor, to: &section.scores)
            // What comes first counts: "Scope of work and payment" is read, "Ownership of deliverables" is not.
            let kinds = cues.heading.matches(in: RubricWords.words(headings[heading].name)).map(\.tag)
            switch kinds.first {
            case .foreign: isForeign = true
            case .requirement: section.factor = 1.25
            case .background: section.factor = 0.5
            case nil: break
            }
        }
        if isForeign { section.factor = 0 }
        sections.append(section)
        sectionIndex[path] = sections.count - 1
        return sections.count - 1
    }

    private mutating func heading(for path: [String]) -> Int {
        if let known = headingIndex[path] { return known }
        let name = Self.unnumbered(path.last ?? "")
        let words = RubricWords.words(name)
        let isTitle = path.count == 1 && path[0] == title
        // A colon or stroke makes a label: "Component: A / B".
        let isUsable =
            !isTitle && (1...8).contains(words.count) && name.count <= 70 && name.contains(where: \.isLetter)
            && !name.contains { ":/".contains($0) }
        headings.append(
            RequestHeading(
                name: name, isGeneral: !isUsable || cues.isGeneral(words) || cues.isCommercial(name),
                scores: isTitle ? [] : Self.headingScores(cues.text.matches(in: words))))
        headingIndex[path] = headings.count - 1
        return headings.count - 1
    }

    private static func headingScores(_ matches: [CueIndex<StatementCue>.Match]) -> [SubjectScore] {
        SubjectScore.collect(matches).map { SubjectScore(subject: $0.subject, points: min($0.points, 3)) }
    }
}

/// The dates of one document, each with the event that its words name.
struct DocumentDates {
    private(set) var occurrences: [DateOccurrence] = []
    private(set) var usage = DateUsage()
    /// Days counted from other dates: `14 days before the closing date`.
    private(set) var relative: [RelativeDate] = []
    /// The bound on dates was hit.
    private(set) var isCut = false

    /// Dates that are looked at in one document. A schedule has a dozen; a register of a million rows says nothing here.
    static let limit = 20_000
    private static let coverBlocks = 60

    private let index: Int
    /// The number of the addendum that the document is, or its part at hand; 0 outside of them.
    private var addendum: Int
    private let documentAddendum: Int
    private var section: [String] = []
    /// The open list items, outermost first.
    private var items: [(depth: Int, text: String)] = []
    private var last: Block?
    private var table: OpenTable?

    private struct OpenTable {
        var number: Int
        var header: [String]
        var isSchedule: Bool
        var isOther: Bool
        /// The last cell of each column that is no date.
        var above: [String]
    }

    /// - Parameter checkCancellation: called every few hundred blocks.
    init(_ document: Document, index: Int, checkCancellation: () throws -> Void) rethrows {
        self.index = index
        documentAddendum = Addendum.number(of: document)
        addendum = documentAddendum
        for (block, content) in document.blocks.enumerated() {
            if block % 512 == 0 { try checkCancellation() }
            guard occurrences.count < Self.limit else {
                isCut = true
                break
            }
            enter(content.section)
            add(content, at: block)
            last = content
        }
    }

    private mutating func enter(_ path: [String]) {
        guard path != section else { return }
        section = path
        addendum = max(documentAddendum, Addendum.number(ofSection: path))
    }

    private mutating func add(_ block: Block, at index: Int) {
        if case .tableRow(let row) = block.kind {
            addRow(row, block, at: index)
            return
        }
        table = nil
        var parents: [String] = []
        if case .listItem(_, let depth) = block.kind {
            items.removeAll { $0.depth >= depth }
            parents = items.map(\.text).reversed()
            items.append((depth, String(block.text.prefix(200))))
        } else {
            items = []
        }
        guard DateScanner.hasDigit(block.text), !HeadingShape.isContentsLine(block.text) else { return }
        let text = Array(block.text.unicodeScalars)
        let mentions = DateScanner.mentions(in: text)
        addRelative(block, at: index)
        guard !mentions.isEmpty else { return }
        let label = label(before: block)
        let place = place(of: block, at: index)
        for (mention, clause) in zip(mentions, ClauseText(text, mentions).clauses()) {
            var context = DateContext(own: clause.own, place: place, amends: clause.amends)
            context.wider = [clause.sentence, clause.before].filter { $0.hasLetter && $0 != clause.own }
            let near = context.wider + parents + [label].compactMap { $0 }
            context.isUnderDates = near.isEmpty && place.isSchedule
            context.wider = near + [heading(of: block)].compactMap { $0 }
            append(clause.shift.map(mention.moved) ?? mention, context, block, at: index, clause.isSuperseded)
        }
    }

    private mutating func append(
        _ mention: DateMention, _ context: DateContext, _ block: Block, at index: Int, _ isSuperseded: Bool,
        isOfLot: Bool = false
    ) {
        usage.count(mention)
        occurrences.append(
            DateOccurrence(
                mention: mention, score: isSuperseded ? nil : context.score(), amends: context.amends,
                document: self.index, block: index, table: table?.number, page: block.page, addendum: addendum,
                isOfLot: isOfLot))
    }

    private mutating func addRelative(_ block: Block, at index: Int) {
        guard relative.count < 100 else { return }
        relative += RelativeDate.find(in: block.text, page: block.page, document: self.index)
    }

    // MARK: Tables

    private mutating func addRow(_ row: TableRow, _ block: Block, at index: Int) {
        items = []
        addRelative(block, at: index)
        if table?.number != row.table { open(row, block) }
        guard var table else { return }
        defer { self.table = table }
        var texts = Array(repeating: "", count: row.cells.count)
        var found: [(column: Int, mentions: [DateMention], text: [Unicode.Scalar])] = []
        for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
            let text = Array(cell.unicodeScalars)
            let mentions = DateScanner.hasDigit(cell) ? DateScanner.mentions(in: text) : []
            if mentions.isEmpty { texts[column] = cell } else { found.append((column, mentions, text)) }
        }
        if !found.isEmpty, !table.isOther {
            pairColumns(&found)
            for (column, mentions, text) in found {
                let place = place(of: block, at: index, table: table)
                for (mention, clause) in zip(mentions, ClauseText(text, mentions).clauses()) {
                    let context = context(clause, column: column, texts: texts, row: row, table: table, place, block)
                    let header = FoldedText.fold(Self.cell(table.header, column))
                    let isOld = Self.old.occur(in: header) && !Self.isLeft(row, of: table)
                    append(
                        clause.shift.map(mention.moved) ?? mention, context, block, at: index,
                        clause.isSuperseded || isOld, isOfLot: Self.lots.occur(in: header))
                }
            }
        }
        for (column, text) in texts.enumerated() where !text.isEmpty && column < table.above.count {
            table.above[column] = text
        }
    }

    private func context(
        _ clause: ClauseText.Clause, column: Int, texts: [String], row: TableRow, table: OpenTable,
        _ place: EventScore.Place, _ block: Block
    ) -> DateContext {
        let header = Self.cell(table.header, column)
        let left = texts[..<column].filter(\.hasLetter)
        let merged = row.mergedFromAbove.sorted().first { $0 < column }.map { Self.cell(table.above, $0) }
        let label = left.isEmpty ? merged ?? "" : left.joined(separator: " ")
        var context = DateContext(own: (label.prefix(200) + " " + clause.own), place: place)
        context.amends = clause.amends || Self.new.occur(in: FoldedText.fold(header))
        if !label.hasLetter, !clause.own.hasLetter {
            // No label on the left: above, as in a table of columns, or on the right.
            let above = Self.cell(table.above, column)
            let right = texts[(column + 1)...].filter(\.hasLetter).joined(separator: " ")
            let saysNothing = DateContext.isGeneric(FoldedText.fold(above))
            context.own = above.hasLetter && !(saysNothing && right.hasLetter) ? above : right
        } else if header.hasLetter {
            context.wider.append(header)
        }
        context.wider += [clause.sentence, heading(of: block) ?? ""].filter(\.hasLetter)
        return context
    }

    /// Beside an original date the cell for a new one is empty: it stays.
    private static func isLeft(_ row: TableRow, of table: OpenTable) -> Bool {
        let changed = table.header.indices.filter { new.occur(in: FoldedText.fold(table.header[$0])) }
        return !changed.isEmpty
            && changed.allSatisfy { cell(row.cells, $0).allSatisfy { $0.isWhitespace || "-–—".contains($0) } }
    }

    private mutating func open(_ row: TableRow, _ block: Block) {
        let header = FoldedText.fold(row.cells.joined(separator: " "))
        let caption = [last?.text, block.section.last].compactMap { $0 }.map { FoldedText.fold(String($0.prefix(120))) }
        table = OpenTable(
            number: row.table, header: row.cells,
            isSchedule: EventCues.schedule.occur(in: header) || caption.contains { EventCues.schedule.occur(in: $0) },
            isOther: Self.otherTables.occur(in: header), above: row.cells)
    }

    /// Columns of the two calendars confirm each other.
    private func pairColumns(_ found: inout [(column: Int, mentions: [DateMention], text: [Unicode.Scalar])]) {
        guard found.count == 2, found.allSatisfy({ $0.mentions.count == 1 && $0.mentions[0].lastDay == nil }) else {
            return
        }
        let hijri = found.firstIndex { $0.mentions[0].style == .hijri }
        guard let hijri, found[1 - hijri].mentions[0].style != .hijri, let day = found[hijri].mentions[0].day else {
            return
        }
        found[1 - hijri].mentions[0].confirm(by: day)
        found[1 - hijri].mentions[0].weekday = found[1 - hijri].mentions[0].weekday ?? found[hijri].mentions[0].weekday
        found = [found[1 - hijri]]
    }

    private static func cell(_ cells: [String], _ column: Int) -> String {
        column < cells.count ? cells[column] : ""
    }

    private static let new = Phrases("revised", "new", "amended", "updated", "extended", "المعدل", "الجديد")
    private static let old = Phrases("original", "previous", "old", "initial", "السابق", "الاصلي")
    private static let lots = Phrases("lot", "package", "الحزمه", "المجموعه")
    private static let otherTables = Phrases(
        "revision", "rev", "version", "change log", "document history", "author", "prepared by", "approved by",
        "client",
        "employer name", "contract value", "project name", "رقم الاصدار", "قيمه العقد")

    // MARK: Surroundings

    private func place(of block: Block, at index: Int, table: OpenTable? = nil) -> EventScore.Place {
        let isUnderDates = block.section.last.map { EventCues.schedule.occur(in: FoldedText.fold($0)) } ?? false
        return EventScore.Place(
            isSchedule: table?.isSchedule ?? isUnderDates, isCover: index < Self.coverBlocks && addendum == 0)
    }

    /// A short line above that announces or names: `Closing date:`.
    private func label(before block: Block) -> String? {
        guard let last, last.section == block.section, last.text.count <= 160 else { return nil }
        if case .tableRow = last.kind { return nil }
        let isLabel = last.text.hasSuffix(":") || last.text.wordCount <= 8 && !last.text.hasSuffix(".")
        return isLabel && DateScanner.mentions(in: last.text).isEmpty ? last.text : nil
    }

    private func heading(of block: Block) -> String? {
        if case .heading = block.kind { return nil }
        return block.section.last
    }
}

/// A document as text: what every reader produces and everything else in TenderKit works on.
public struct Document: Sendable, Equatable {
    /// Path relative to the package folder: `tech_rfp/rfp/rfp.pdf`.
    public var file: String
    /// In reading order.
    public var blocks: [Block]
    /// nil for formats without pages.
    public var pageCount: Int?
    /// What could not be read, in words: a page without text, an embedded object. Never silently dropped.
    public var skipped: [SkippedPart]

    public init(file: String, blocks: [Block], pageCount: Int? = nil, skipped: [SkippedPart] = []) {
        self.file = file
        self.blocks = blocks
        self.pageCount = pageCount
        self.skipped = skipped
    }
}

/// A part of a file that gave no text, and why.
public struct SkippedPart: Sendable, Equatable {
    public var page: Int?
    public var reason: String

    public init(page: Int?, reason: String) {
        self.page = page
        self.reason = reason
    }
}

/// A piece of a document that stands by itself.
public struct Block: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// 1 is the highest.
        case heading(level: Int)
        case paragraph
        /// `marker` as printed (`a.`, `3)`, `•`); `depth` from 0.
        case listItem(marker: String, depth: Int)
        case tableRow(TableRow)
    }

    public var kind: Kind
    /// White space folded, no bidi controls. For a table row: the cells joined by ` | `.
    public var text: String
    /// From 1; nil for formats without pages. For a spreadsheet the sheet's number, for slides the slide's.
    public var page: Int?
    /// The headings above the block, outermost first.
    public var section: [String]

    public init(kind: Kind, text: String, page: Int? = nil, section: [String] = []) {
        self.kind = kind
        self.text = text
        self.page = page
        self.section = section
    }
}

/// One row of a table.
public struct TableRow: Sendable, Equatable {
    /// Which table of the document, from 0. The rows of one table follow each other.
    public var table: Int
    /// From 0 within the table. Gaps stand for empty rows.
    public var row: Int
    /// As many as the table has columns. A merged cell has its text at the top left; the cells that it covers are empty.
    public var cells: [String]
    /// Columns that this row only shares with the row above, through a vertical merge.
    public var mergedFromAbove: Set<Int>

    public init(table: Int, row: Int, cells: [String], mergedFromAbove: Set<Int> = []) {
        self.table = table
        self.row = row
        self.cells = cells
        self.mergedFromAbove = mergedFromAbove
    }
}

/// The content of a Word part between its XML and the blocks: paragraphs and tables, each table a tree of cells.
indirect enum WordContent {
    case paragraph(WordParagraph)
    case table(WordTable)
}

struct WordParagraph {
    var text = ""
    var style: String?
    /// From 0; set on the paragraph itself. 9 is text.
    var outlineLevel: Int?
    var numbering: WordNumbering.Reference?
    /// Every run with text is bold.
    var isBold = false
}

struct WordTable {
    struct Cell {
        enum Merge { case none, restart, continues }

        var content: [WordContent] = []
        var columns = 1
        var merge = Merge.none
    }

    struct Row {
        var cells: [Cell] = []
        /// Columns left out at the start.
        var before = 0
        var isDeleted = false
    }

    var rows: [Row] = []
}

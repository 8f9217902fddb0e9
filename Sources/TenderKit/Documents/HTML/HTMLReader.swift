import Foundation

/// An .html file: headings, paragraphs, lists and tables; tables that only arrange other tables are read as text.
struct HTMLReader {
    private let limits: DocumentLimits
    private let tokens: [HTMLToken]
    private let layoutTables: Set<Int>
    private var builder: DocumentBuilder
    /// Text of the element in hand.
    private var open = ""
    private var heading: Int?
    private var item: String?
    /// The open lists, with the number of the last item; nil for bullets.
    private var lists: [Int?] = []

    static func read(_ data: Data, as file: String, limits: DocumentLimits) throws(ReadFailure) -> Document {
        let tokens = HTMLToken.visible(try TextDecoding.decode(data))
        var reader = HTMLReader(tokens, file: file, limits: limits)
        return try reader.run()
    }

    private init(_ tokens: [HTMLToken], file: String, limits: DocumentLimits) {
        self.tokens = tokens
        self.limits = limits
        layoutTables = Self.layoutTables(tokens)
        builder = DocumentBuilder(file: file, limits: limits)
    }

    private mutating func run() throws(ReadFailure) -> Document {
        var index = 0
        while index < tokens.count {
            try Cancellation.check(index)
            switch tokens[index] {
            case .text(let text): open += HTMLEntities.decode(text)
            case .open("table", _, _) where !layoutTables.contains(index):
                flush()
                let (grid, next) = HTMLTable.read(tokens, from: index, limits: limits) { $0 }
                builder.table(grid)
                index = next
                continue
            case .open(let name, _, _): start(name)
            case .close(let name): close(name)
            }
            index += 1
        }
        flush()
        return builder.finish()
    }

    private mutating func start(_ name: String) {
        switch name {
        case "br": open += " "
        case "h1", "h2", "h3", "h4", "h5", "h6":
            flush()
            heading = name.last?.wholeNumberValue
        case "ul", "ol":
            flush()
            lists.append(name == "ol" ? 0 : nil)
        case "li":
            flush()
            if let number = lists.last ?? nil {
                lists[lists.count - 1] = number + 1
                item = "\(number + 1)."
            } else {
                item = "•"
            }
        case "p" where item != nil && open.trimmed().isEmpty: break
        default: if HTMLTable.breaks.contains(name) { flush() }
        }
    }

    private mutating func close(_ name: String) {
        if name == "ul" || name == "ol" {
            flush()
            _ = lists.popLast()
        } else if HTMLTable.breaks.contains(name) {
            flush()
        }
    }

    private mutating func flush() {
        if let heading {
            builder.heading(open, level: heading)
        } else if let item {
            builder.listItem(open, marker: item, depth: min(max(0, lists.count - 1), 20))
        } else {
            builder.paragraph(open)
        }
        (open, heading, item) = ("", nil, nil)
    }

    /// Tables with a table in one of their cells.
    private static func layoutTables(_ tokens: [HTMLToken]) -> Set<Int> {
        var found: Set<Int> = []
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            if case .open("table", _, false) = token {
                if let outer = open.last { found.insert(outer) }
                open.append(index)
            } else if token == .close(name: "table") {
                _ = open.popLast()
            }
        }
        return found
    }
}

/// Comma-separated values after RFC 4180, and the habits that it leaves out: other separators, quotes with line breaks,
/// text after a closing quote, `sep=;` on the first line, ragged rows, a missing last quote.
struct CSVParser {
    let separator: UInt8
    /// Cells after this many and one more are dropped: a line can hold millions.
    var columnLimit = Int.max - 1

    /// The separator that divides the first lines most evenly, outside quotes: `,` `;` tab or `|`.
    static func guessSeparator(_ text: String) -> UInt8 {
        let bytes = Array(text.utf8.prefix(64 << 10))
        if bytes.starts(with: Array("sep=".utf8)), bytes.count > 4 { return bytes[4] }
        let candidates: [UInt8] = [.comma, .semicolon, .tab, .pipe]
        var best: (separator: UInt8, score: Int) = (.comma, 0)
        for candidate in candidates {
            let rows = CSVParser(separator: candidate).rows(of: text, limit: 20).filter { $0.contains { !$0.isEmpty } }
            var widths: [Int: Int] = [:]
            for row in rows where row.count > 1 { widths[row.count, default: 0] += 1 }
            // Rows that agree on a width count most, then the width.
            let score = widths.map { $0.value * 1000 + min($0.key, 100) }.max() ?? 0
            if score > best.score { best = (candidate, score) }
        }
        return best.separator
    }

    /// All rows, also empty ones; cells as they stand.
    func rows(of text: String, limit: Int = .max) -> [[String]] {
        var rows: [[String]] = []
        forEachRow(of: text) { row in
            rows.append(row)
            return rows.count < limit
        }
        return rows
    }

    /// Hands each row to `body` until it returns false. A row ends at LF, CR or CR LF outside quotes.
    func forEachRow<Failure: Error>(
        of text: String, _ body: (_ row: [String]) throws(Failure) -> Bool
    ) throws(Failure) {
        var cells: [String] = []
        var cell: [UInt8] = []
        var quoted = false
        var wasQuoted = false
        var bytes = text.utf8.makeIterator()
        var next = bytes.next()

        func endCell() {
            if cells.count <= columnLimit { cells.append(String(decoding: cell, as: UTF8.self)) }
            cell.removeAll(keepingCapacity: true)
            wasQuoted = false
        }

        while let byte = next {
            next = bytes.next()
            if quoted {
                if byte != .quote {
                    cell.append(byte)
                } else if next == .quote {
                    cell.append(byte)
                    next = bytes.next()
                } else {
                    quoted = false
                }
            } else if byte == .quote, !wasQuoted, cell.allSatisfy({ $0 == .space }) {
                cell.removeAll(keepingCapacity: true)
                quoted = true
                wasQuoted = true
            } else if byte == separator {
                endCell()
            } else if byte == .newline || byte == .return {
                if byte == .return, next == .newline { next = bytes.next() }
                endCell()
                guard try body(cells) else { return }
                cells = []
            } else {
                cell.append(byte)
            }
        }
        if !cell.isEmpty || !cells.isEmpty || wasQuoted {
            endCell()
            _ = try body(cells)
        }
    }
}

extension UInt8 {
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let semicolon = UInt8(ascii: ";")
    fileprivate static let tab = UInt8(ascii: "\t")
    fileprivate static let pipe = UInt8(ascii: "|")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let newline = UInt8(ascii: "\n")
    fileprivate static let `return` = UInt8(ascii: "\r")
}

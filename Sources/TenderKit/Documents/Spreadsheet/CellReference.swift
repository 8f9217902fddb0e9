/// `B12` as row and column from 0.
struct CellReference: Equatable {
    var row: Int
    var column: Int

    init?(_ text: some StringProtocol) {
        var column = 0
        var row = 0
        var digits = false
        for byte in text.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A:
                guard !digits, column < 1_000_000 else { return nil }
                column = column * 26 + Int(byte & 0x1F)
            case 0x30...0x39:
                guard row < 100_000_000 else { return nil }
                digits = true
                row = row * 10 + Int(byte - 0x30)
            default: return nil
            }
        }
        guard column > 0, row > 0 else { return nil }
        self.row = row - 1
        self.column = column - 1
    }
}

extension SheetTable.Range {
    /// `A1:B3`
    init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let first = CellReference(parts[0]), let last = CellReference(parts[1]),
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.init(rows: first.row...last.row, columns: first.column...last.column)
    }
}

/// A document as compact bytes: what the cache keeps. Everything but the file's name is kept.
///
/// A number is a varint (seven bits a byte, the lowest first), a text its length and its UTF-8. The headings above the blocks
/// are written once and referred to by number, because hundreds of blocks share them; the text of a table row is left out
/// where it is the cells joined.
struct DocumentEncoder {
    private(set) var bytes: [UInt8] = []

    static func encode(_ document: Document) -> [UInt8] {
        var encoder = DocumentEncoder()
        encoder.bytes.reserveCapacity(document.blocks.reduce(1024) { $0 + $1.text.utf8.count + 16 })
        encoder.optional(document.pageCount)
        encoder.number(document.skipped.count)
        for part in document.skipped {
            encoder.optional(part.page)
            encoder.text(part.reason)
        }
        encoder.blocks(document.blocks)
        return encoder.bytes
    }

    private mutating func blocks(_ blocks: [Block]) {
        var numbers: [[String]: Int] = [:]
        var sections: [[String]] = []
        var last: (section: [String], number: Int)?
        let references = blocks.map { block in
            if let last, last.section == block.section { return last.number }
            let number = numbers[block.section] ?? sections.count
            if number == sections.count {
                numbers[block.section] = number
                sections.append(block.section)
            }
            last = (block.section, number)
            return number
        }
        number(sections.count)
        for section in sections { texts(section) }
        number(blocks.count)
        for (block, section) in zip(blocks, references) { self.block(block, section: section) }
    }

    private mutating func block(_ block: Block, section: Int) {
        switch block.kind {
        case .heading(let level):
            bytes.append(BlockTag.heading.rawValue)
            number(level)
            text(block.text)
        case .paragraph:
            bytes.append(BlockTag.paragraph.rawValue)
            text(block.text)
        case .listItem(let marker, let depth):
            bytes.append(BlockTag.listItem.rawValue)
            text(marker)
            number(depth)
            text(block.text)
        case .tableRow(let row):
            let isJoined = block.text == row.cells.joined(separator: " | ")
            bytes.append((isJoined ? BlockTag.tableRow : .tableRowWithText).rawValue)
            number(row.table)
            number(row.row)
            texts(row.cells)
            number(row.mergedFromAbove.count)
            for column in row.mergedFromAbove.sorted() { number(column) }
            if !isJoined { text(block.text) }
        }
        optional(block.page)
        number(section)
    }

    private mutating func optional(_ value: Int?) {
        bytes.append(value == nil ? 0 : 1)
        if let value { number(value) }
    }

    private mutating func texts(_ values: [String]) {
        number(values.count)
        for value in values { text(value) }
    }

    private mutating func text(_ value: String) {
        number(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    private mutating func number(_ value: Int) {
        var rest = UInt(bitPattern: value)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// What kind of block follows.
enum BlockTag: UInt8 {
    case heading = 1
    case paragraph
    case listItem
    case tableRow
    case tableRowWithText
}

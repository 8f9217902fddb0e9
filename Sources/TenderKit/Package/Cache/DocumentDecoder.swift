/// Reads what ``DocumentEncoder`` wrote. Any other bytes give an error, never a trap.
struct DocumentDecoder {
    struct Malformed: Error {}

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    static func decode(_ bytes: ArraySlice<UInt8>, as file: String) throws(Malformed) -> Document {
        var decoder = DocumentDecoder(bytes: bytes, position: bytes.startIndex)
        var document = Document(file: file, blocks: [], pageCount: try decoder.optional())
        for _ in 0..<(try decoder.count()) {
            document.skipped.append(SkippedPart(page: try decoder.optional(), reason: try decoder.text()))
        }
        var sections: [[String]] = []
        for _ in 0..<(try decoder.count()) { sections.append(try decoder.texts()) }
        let count = try decoder.count()
        document.blocks.reserveCapacity(count)
        for _ in 0..<count { document.blocks.append(try decoder.block(sections)) }
        guard decoder.position == bytes.endIndex else { throw Malformed() }
        return document
    }

    private mutating func block(_ sections: [[String]]) throws(Malformed) -> Block {
        guard let tag = BlockTag(rawValue: try byte()) else { throw Malformed() }
        let kind: Block.Kind
        var joined: String?
        switch tag {
        case .heading: kind = .heading(level: try number())
        case .paragraph: kind = .paragraph
        case .listItem: kind = .listItem(marker: try text(), depth: try number())
        case .tableRow, .tableRowWithText:
            var row = TableRow(table: try number(), row: try number(), cells: try texts())
            for _ in 0..<(try count()) { row.mergedFromAbove.insert(try number()) }
            if tag == .tableRow { joined = row.cells.joined(separator: " | ") }
            kind = .tableRow(row)
        }
        let text = if let joined { joined } else { try self.text() }
        let page = try optional()
        let section = try number()
        guard sections.indices.contains(section) else { throw Malformed() }
        return Block(kind: kind, text: text, page: page, section: sections[section])
    }

    private mutating func optional() throws(Malformed) -> Int? {
        switch try byte() {
        case 0: nil
        case 1: try number()
        default: throw Malformed()
        }
    }

    private mutating func texts() throws(Malformed) -> [String] {
        let count = try count()
        var texts: [String] = []
        texts.reserveCapacity(count)
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }

    private mutating func text() throws(Malformed) -> String {
        let count = try count()
        defer { position += count }
        guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
            throw Malformed()
        }
        return text
    }

    /// A number of things that follow. Each takes a byte at least, so there cannot be more of them than bytes.
    private mutating func count() throws(Malformed) -> Int {
        let count = try number()
        guard count >= 0, count <= bytes.endIndex - position else { throw Malformed() }
        return count
    }

    private mutating func number() throws(Malformed) -> Int {
        var value: UInt = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            let byte = try byte()
            value |= UInt(byte & 0x7F) << UInt(shift)
            if byte < 0x80 { return Int(bitPattern: value) }
        }
        throw Malformed()
    }

    private mutating func byte() throws(Malformed) -> UInt8 {
        guard position < bytes.endIndex else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }
}

/// What an external tool's output goes to, piece by piece.
protocol OutputParser: Sendable {
    mutating func consume(_ bytes: UnsafeRawBufferPointer)
}

/// Reads what `pdftotext -bbox-layout` writes, line by line: one element a line, texts escaped, but not always valid
/// XML (control characters occur), so an XML parser would fail where this one reads on.
struct BoundingBoxParser: OutputParser {
    private(set) var pages: [PDFPage] = []
    private var line: [UInt8] = []

    mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                take()
                line.removeAll(keepingCapacity: true)
            } else if line.count < 64 << 10 {
                line.append(byte)
            }
        }
    }

    private mutating func take() {
        let content = line[...].drop { $0 == UInt8(ascii: " ") }
        if content.starts(with: Array("<word ".utf8)) {
            guard let word = Self.word(content), !pages.isEmpty else { return }
            pages[pages.count - 1].words.append(word)
        } else if content.starts(with: Array("<page ".utf8)) {
            let numbers = Self.numbers(content)
            guard numbers.count >= 2 else { return }
            pages.append(PDFPage(number: pages.count + 1, width: numbers[0], height: numbers[1], words: []))
        }
    }

    private static func word(_ line: ArraySlice<UInt8>) -> PDFWord? {
        guard let open = line.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let close = line.lastIndex(of: UInt8(ascii: "<")) ?? line.endIndex
        let box = numbers(line[..<open])
        guard box.count == 4, box.allSatisfy({ $0.isFinite && abs($0) < 1e6 }), open < close else { return nil }
        let text = String(decoding: line[(open + 1)..<close], as: UTF8.self)
        let decoded = Brackets.upright(String(TextHygiene.withoutControls(HTMLEntities.decode(text)).trimmed()))
        guard !decoded.isEmpty, box[2] >= box[0], box[3] > box[1] else { return nil }
        return PDFWord(text: decoded, xMin: box[0], yMin: box[1], xMax: box[2], yMax: box[3])
    }

    /// The values between quotes.
    private static func numbers(_ line: ArraySlice<UInt8>) -> [Double] {
        let parts = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count, by: 2).compactMap { Double(String(decoding: parts[$0], as: UTF8.self)) }
    }
}

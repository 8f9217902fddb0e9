/// Reads what `tesseract … hocr` writes, line by line: one element a line.
///
/// Unlike its table of words, hOCR gives each line's baseline and size of type, by which pages are straightened and headings found.
struct HOCRParser: OutputParser {
    private(set) var pages: [RecognisedPage] = []
    private var line: [UInt8] = []
    /// Words beyond it are left out and counted.
    private let wordLimit: Int
    private var words = 0

    init(wordLimit: Int) {
        self.wordLimit = wordLimit
    }

    mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                take(String(decoding: line, as: UTF8.self)[...])
                line.removeAll(keepingCapacity: true)
            } else if line.count < 64 << 10 {
                line.append(byte)
            }
        }
    }

    private mutating func take(_ line: Substring) {
        let line = line.drop { $0 == " " }
        guard let start = line.firstRange(of: "class='")?.upperBound else { return }
        let kind = line[start...].prefix { $0 != "'" }
        let properties = Self.properties(line)
        guard let box = properties["bbox"], box.count == 4 else { return }
        switch kind {
        case "ocr_page":
            words = 0
            pages.append(RecognisedPage(width: box[2], height: box[3]))
        case "ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat":
            guard !pages.isEmpty else { return }
            pages[pages.count - 1].lines.append(Self.line(box, properties))
        case "ocrx_word":
            guard let page = pages.indices.last, let last = pages[page].lines.indices.last else { return }
            words += 1
            guard words <= wordLimit else {
                pages[page].wordsLeftOut += 1
                return
            }
            guard let text = Self.text(line) else { return }
            let confidence = properties["x_wconf"]?.first ?? 0
            pages[page].lines[last].words.append(
                RecognisedPage.Word(
                    text: text, xMin: box[0], xMax: box[2], height: box[3] - box[1], confidence: confidence))
        default: break
        }
    }

    private static func line(_ box: [Double], _ properties: [Substring: [Double]]) -> RecognisedPage.Line {
        let height = max(1, box[3] - box[1])
        let base = properties["baseline"] ?? []
        let size = properties["x_size"]?.first ?? height
        return RecognisedPage.Line(
            xMin: box[0], baseline: box[3] + (base.count == 2 ? base[1] : 0), slope: base.count == 2 ? base[0] : 0,
            size: size > 0 ? size : height, descent: properties["x_descenders"]?.first ?? 0, words: [])
    }

    /// `title="bbox 1 2 3 4; x_wconf 96"` as names with their numbers.
    private static func properties(_ line: Substring) -> [Substring: [Double]] {
        guard let start = line.firstRange(of: "title=")?.upperBound, start < line.endIndex else { return [:] }
        let quote = line[start]
        var found: [Substring: [Double]] = [:]
        for property in line[line.index(after: start)...].prefix(while: { $0 != quote }).split(separator: ";") {
            let parts = property.split(separator: " ")
            guard let name = parts.first else { continue }
            found[name] = parts.dropFirst().compactMap { Double($0) }.filter { $0.isFinite && abs($0) < 1e6 }
        }
        return found
    }

    private static func text(_ line: Substring) -> String? {
        guard let open = line.firstIndex(of: ">") else { return nil }
        var text = ""
        var inTag = false
        for character in line[line.index(after: open)...] {
            if character == "<" { inTag = true }
            if !inTag { text.append(character) }
            if character == ">" { inTag = false }
        }
        let word = TextHygiene.clean(HTMLEntities.decode(text))
        return word.isEmpty ? nil : word
    }
}

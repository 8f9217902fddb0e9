import SystemPackage

/// A PDF, through poppler's `pdftotext`, which gives words with their boxes.
struct PDFReader {
    let limits: DocumentLimits

    private static let tool = ExternalTool(name: "pdftotext", installation: "apt-get install poppler-utils")

    func read(_ file: FilePath, as relative: String) async throws(ReadFailure) -> Document {
        // A relative name could start with a dash; after a slash it cannot be an option.
        let path = file.isAbsolute ? file : FilePath(".").pushing(file)
        let name = path.withPlatformString { Array(UnsafeBufferPointer(start: $0, count: path.length)) }
        let arguments =
            ["-bbox-layout", "-enc", "UTF-8"].map { Array($0.utf8) }
            + [name.map { UInt8(bitPattern: $0) }, Array("-".utf8)]
        let outcome = try await Self.tool.run(arguments, into: BoundingBoxParser(), limits: limits)
        if let failure = failure(outcome) { throw failure }
        return document(outcome.parser.pages, as: relative, isRebuilt: isRebuilt(outcome.complaints))
    }

    private func failure(_ outcome: ExternalTool.Outcome<BoundingBoxParser>) -> ReadFailure? {
        let said = outcome.complaints.lowercased()
        if said.contains("incorrect password") {
            return ReadFailure(.passwordProtected, "protected with a password: remove it and send the file again")
        }
        if outcome.exitCode == 3 || said.contains("not allowed") {
            return ReadFailure(.passwordProtected, "its owner does not allow its text to be copied")
        }
        if outcome.exitCode == 0, !outcome.parser.pages.isEmpty { return nil }
        let detail = outcome.complaints.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
        guard let code = outcome.exitCode else { return ReadFailure(.damaged, "pdftotext crashed on it\(detail)") }
        return ReadFailure(.damaged, "damaged or cut off; pdftotext ended with \(code)\(detail)")
    }

    /// The file's table of contents was missing or wrong: pages may be missing.
    private func isRebuilt(_ complaints: String) -> Bool {
        complaints.contains("xref") || complaints.contains("trailer")
    }

    func document(_ pages: [PDFPage], as relative: String, isRebuilt: Bool) -> Document {
        var builder = DocumentBuilder(file: relative, limits: limits)
        if isRebuilt { builder.skip("the file is damaged or cut off; \(pages.count) pages were recovered") }
        for page in pages where page.words.isEmpty { builder.skip(page: page.number, "no text; a scan?") }
        for page in pages where page.words.count > limits.pageWords {
            builder.skip(page: page.number, "\(page.words.count) words on one page: not laid out as text")
        }
        let layouts = pages.filter { $0.words.count <= limits.pageWords }.map(PageLayout.init)
        let running = RunningLines(layouts.map { ($0.page, $0.rows) })
        let kept = layouts.map { running.removed(from: $0.rows, of: $0.page) }
        var blocks = PDFBlocks(builder, sizes: TypeSizes(kept), vocabulary: vocabulary(pages))
        for (layout, rows) in zip(layouts, kept) {
            blocks.add(rows, of: layout.page, direction: layout.direction, mirror: layout.mirror)
        }
        return blocks.finish(pageCount: pages.count)
    }

    private func vocabulary(_ pages: [PDFPage]) -> Set<String> {
        var words: Set<String> = []
        for word in pages.lazy.flatMap(\.words) where word.text.count < 40 {
            words.insert(word.text.lowercased().trimmingPunctuation())
        }
        return words
    }
}

/// A page's rows in its reading direction.
struct PageLayout {
    let page: PDFPage
    let direction: VisualOrder.Direction
    let rows: [PageRow]

    init(_ page: PDFPage) {
        self.page = page
        direction = VisualOrder.direction(of: page.words, else: .leftToRight)
        var words: [PDFWord] = []
        for word in page.words where TextHygiene.hasWord(word.text) || !Self.isFiller(word.text) {
            words.append(direction == .rightToLeft ? Self.mirrored(word, width: page.width) : word)
        }
        rows = PageRow.rows(of: words)
    }

    /// From reading direction to page coordinates and back.
    var mirror: (PDFWord) -> PDFWord {
        guard direction == .rightToLeft else { return { $0 } }
        let width = page.width
        return { Self.mirrored($0, width: width) }
    }

    private static func mirrored(_ word: PDFWord, width: Double) -> PDFWord {
        var word = word
        (word.xMin, word.xMax) = (width - word.xMax, width - word.xMin)
        return word
    }

    /// Lines to write on, and leaders.
    private static func isFiller(_ text: String) -> Bool {
        text.count >= 3 && text.allSatisfy { "_.…-–—=*".contains($0) }
    }
}

extension String {
    fileprivate func trimmingPunctuation() -> String {
        var text = self[...]
        while let last = text.last, last != "-", !last.isLetter, !last.isNumber { text = text.dropLast() }
        while let first = text.first, !first.isLetter, !first.isNumber { text = text.dropFirst() }
        return String(text)
    }
}

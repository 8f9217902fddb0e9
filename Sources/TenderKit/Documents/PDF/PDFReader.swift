import SystemPackage

/// A PDF, through poppler's `pdftotext`, which gives words with their boxes.
struct PDFReader {
    let limits: DocumentLimits
    var recogniser = Recogniser.standard

    private static let tool = ExternalTool(name: "pdftotext", installation: "apt-get install poppler-utils")

    func read(_ file: FilePath, as relative: String) async throws(ReadFailure) -> Document {
        let arguments =
            ["-bbox-layout", "-enc", "UTF-8"].map { Array($0.utf8) } + [file.argument, Array("-".utf8)]
        let outcome = try await Self.tool.run(arguments, into: BoundingBoxParser(), limits: limits)
        if let failure = failure(outcome) { throw failure }
        var pages = outcome.parser.pages
        let scans = ScannedPages(file: file, limits: limits, recogniser: recogniser)
        let skipped = try await scans.recognise(&pages)
        return try document(pages, skipped: skipped, as: relative, isRebuilt: isRebuilt(outcome.complaints))
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

    /// - Parameter isRebuilt: the file's own list of pages could not be used.
    func document(
        _ pages: [PDFPage], skipped: [SkippedPart], as relative: String, isRebuilt: Bool
    ) throws(ReadFailure) -> Document {
        var builder = DocumentBuilder(file: relative, limits: limits)
        if isRebuilt { builder.skip("the file is damaged or cut off; \(pages.count) pages were recovered") }
        for part in skipped { builder.skip(page: part.page, part.reason) }
        for page in pages where page.words.count > limits.pageWords {
            builder.skip(page: page.number, "\(page.words.count) words on one page: not laid out as text")
        }
        var layouts: [PageLayout] = []
        for page in pages where page.words.count <= limits.pageWords {
            try Cancellation.check()
            layouts.append(PageLayout(page))
        }
        let running = RunningLines(layouts.map { ($0.page, $0.rows) })
        let kept = layouts.map { running.removed(from: $0.rows, of: $0.page) }
        var blocks = PDFBlocks(builder, sizes: TypeSizes(kept), vocabulary: vocabulary(pages))
        for (layout, rows) in zip(layouts, kept) {
            try Cancellation.check()
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
        let pieces = direction == .rightToLeft ? Self.joined(page.words) : page.words
        for word in pieces where TextHygiene.hasWord(word.text) || !Self.isFiller(word.text) {
            words.append(direction == .rightToLeft ? Self.mirrored(word, width: page.width) : word)
        }
        rows = PageRow.rows(of: words, gap: direction == .rightToLeft ? Self.gap(of: words) : PageRow.latinGap)
    }

    /// Word processors set the digits and marks of an Arabic line in another font, so that `2024/17` comes in three pieces: those
    /// without a space between them are one word.
    private static func joined(_ words: [PDFWord]) -> [PDFWord] {
        let sorted = words.sorted { ($0.yMin, $0.xMin) < ($1.yMin, $1.xMin) }
        var out: [PDFWord] = []
        for word in sorted {
            guard let last = out.last, !word.isLogical, !last.isLogical, abs(word.yMin - last.yMin) < 0.5,
                abs(word.height - last.height) < 0.5, abs(word.xMin - last.xMax) < 0.04 * word.height
            else {
                out.append(word)
                continue
            }
            out[out.count - 1].text = Brackets.upright(last.text + word.text)
            out[out.count - 1].xMax = word.xMax
        }
        return out
    }

    /// Arabic fonts have tall lines and narrow spaces: what parts cells is seen from the page's own word spaces.
    private static func gap(of words: [PDFWord]) -> Double {
        let spaces = PageRow.rows(of: words, gap: .infinity).flatMap { row in
            zip(row.words, row.words.dropFirst()).map { ($1.xMin - $0.xMax) / max(1, row.height) }
        }.filter { $0 > 0.03 }.sorted()
        guard spaces.count >= 8 else { return PageRow.latinGap }
        return min(PageRow.latinGap, max(0.3, 2.6 * spaces[spaces.count / 2]))
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

extension FilePath {
    /// As an argument of a program: a relative name could start with a dash; after a slash it cannot be an option.
    var argument: [UInt8] {
        let path = isAbsolute ? self : FilePath(".").pushing(self)
        return path.withPlatformString { Array(UnsafeBufferPointer(start: $0, count: path.length)) }
            .map { UInt8(bitPattern: $0) }
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

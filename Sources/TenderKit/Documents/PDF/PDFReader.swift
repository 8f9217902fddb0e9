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
        let rules = try await RuleReader(limits: limits).rules(of: file, pages: pages.filter(mayHoldTable))
        let scans = ScannedPages(file: file, limits: limits, recogniser: recogniser)
        let skipped = try await scans.recognise(&pages)
        return try document(
            pages, rules: rules, skipped: skipped, as: relative, isRebuilt: isRebuilt(outcome.complaints))
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

    /// Drawing a page costs as much as reading it: only where words stand in columns.
    private func mayHoldTable(_ page: PDFPage) -> Bool {
        guard !page.words.isEmpty, page.words.count <= limits.pageWords else { return false }
        return PDFTable.find(in: PageLayout(page).rows, from: 0) != nil
    }

    /// - Parameters:
    ///   - rules: the lines drawn on pages, by page number.
    ///   - isRebuilt: the file's own list of pages could not be used.
    func document(
        _ pages: [PDFPage], rules: [Int: [Rule]] = [:], skipped: [SkippedPart], as relative: String, isRebuilt: Bool
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
            layouts += PageColumns.parts(of: page, rules: rules[page.number] ?? []).map {
                PageLayout($0.page, rules: $0.rules)
            }
        }
        layouts = PageLayout.withoutRunningTables(layouts)
        let running = RunningLines(layouts.map { ($0.page, $0.rows) })
        let kept = layouts.map { running.removed(from: $0.rows, of: $0.page) }
        var blocks = PDFBlocks(builder, sizes: TypeSizes(kept), vocabulary: vocabulary(pages))
        for (layout, rows) in zip(layouts, kept) {
            try Cancellation.check()
            blocks.add(
                rows, tables: layout.tables, of: layout.page, direction: layout.direction, mirror: layout.mirror)
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

extension String {
    fileprivate func trimmingPunctuation() -> String {
        var text = self[...]
        while let last = text.last, last != "-", !last.isLetter, !last.isNumber { text = text.dropLast() }
        while let first = text.first, !first.isLetter, !first.isNumber { text = text.dropFirst() }
        return String(text)
    }
}

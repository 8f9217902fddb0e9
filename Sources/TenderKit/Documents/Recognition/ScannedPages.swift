import SystemPackage

/// The pages of a PDF that hold their text as a picture: finds them and has them recognised.
struct ScannedPages {
    let file: FilePath
    let limits: DocumentLimits
    let recogniser: Recogniser

    /// What became of one page.
    private enum Reading: Sendable {
        case page(RecognisedPage, scale: Double)
        case blank
        case failed(ReadFailure)
    }

    private static let renderer = ExternalTool(name: "pdftoppm", installation: "apt-get install poppler-utils")
    private static let lister = ExternalTool(name: "pdfimages", installation: "apt-get install poppler-utils")

    /// Fills in the words of pages that are pictures.
    /// - Returns: what could not be read, in the order of the pages.
    func recognise(_ pages: inout [PDFPage]) async throws(ReadFailure) -> [SkippedPart] {
        var wanted = try await indices(in: pages)
        guard !wanted.isEmpty else { return [] }
        var skipped: [SkippedPart] = []
        if wanted.count > limits.recognisedPages {
            for index in wanted[limits.recognisedPages...] {
                let reason = "a scan, not read: text recognition stops after \(limits.recognisedPages) pages of a file"
                skipped.append(SkippedPart(page: pages[index].number, reason: reason))
            }
            wanted.removeSubrange(limits.recognisedPages...)
        }
        let readings = try await read(wanted.map { pages[$0] })
        var found: [SkippedPart] = []
        for (index, reading) in zip(wanted, readings) {
            if let reason = take(reading, into: &pages[index]) {
                found.append(SkippedPart(page: pages[index].number, reason: reason))
            }
        }
        return found + skipped
    }

    /// Puts what was recognised into the page; returns what to report.
    private func take(_ reading: Reading, into page: inout PDFPage) -> String? {
        let hadText = page.hasUsableText
        if !hadText { page.words = [] }
        switch reading {
        case .blank: return nil
        case .failed(let failure):
            return failure.code == .toolMissing
                ? "no text, a scan? To have scans read: \(failure.reason)"
                : "a scan that was not read: \(failure.reason)"
        case .page(let recognised, let scale):
            // Beside text of the file's own only what is certain: the rest is a drawing or a photograph.
            if hadText {
                guard let confidence = recognised.confidence, confidence >= RecognitionReport.good else { return nil }
                page.add(recognised.page(page.number, scale: scale))
                return nil
            }
            let report = RecognitionReport(recognised)
            if report.isUsable { page = recognised.page(page.number, scale: scale) }
            return report.reason
        }
    }

    // MARK: Which pages

    /// Pages without usable text, and pages of a few words over pictures that fill most of them.
    private func indices(in pages: [PDFPage]) async throws(ReadFailure) -> [Int] {
        let sparse = pages.indices.filter { pages[$0].hasUsableText && pages[$0].words.count <= Self.fewWords }
        var covered: [Int: Double] = [:]
        if let first = sparse.first, let last = sparse.last {
            let range = ["-f", String(pages[first].number), "-l", String(pages[last].number)]
            let arguments = (["-list"] + range).map { Array($0.utf8) } + [file.argument]
            covered = try await pictureAreas(arguments)
        }
        return pages.indices.filter { index in
            let page = pages[index]
            guard page.hasUsableText else { return true }
            return page.words.count <= Self.fewWords
                && covered[page.number, default: 0] >= 0.6 * page.width * page.height
        }
    }

    /// Without a list of pictures the text of the file's own has to do.
    private func pictureAreas(_ arguments: [[UInt8]]) async throws(ReadFailure) -> [Int: Double] {
        do throws(ReadFailure) {
            return try await Self.lister.run(arguments, into: PictureList(), limits: limits).parser.areas
        } catch {
            if error.code == .cancelled { throw error }
            return [:]
        }
    }

    /// A page number, a stamp, a letterhead.
    private static let fewWords = 40

    // MARK: Reading

    /// A few pages at a time, so that no more of them are in memory than are being read.
    private func read(_ pages: [PDFPage]) async throws(ReadFailure) -> [Reading] {
        let deadline = ContinuousClock.now + limits.recognitionTime
        do {
            return try await withThrowingTaskGroup(of: (Int, Reading).self) { group in
                var readings = [Reading](repeating: .blank, count: pages.count)
                var next = 0
                func add() {
                    guard next < pages.count else { return }
                    let index = next
                    group.addTask { (index, try await read(pages[index], before: deadline)) }
                    next += 1
                }
                for _ in 0..<RecognitionSlots.cores { add() }
                while let (index, reading) = try await group.next() {
                    readings[index] = reading
                    add()
                }
                return readings
            }
        } catch let failure as ReadFailure {
            throw failure
        } catch {
            throw ReadFailure(.cancelled, "cancelled")
        }
    }

    private func read(_ page: PDFPage, before deadline: ContinuousClock.Instant) async throws(ReadFailure) -> Reading {
        guard ContinuousClock.now < deadline else {
            return .failed(ReadFailure(.timeLimit, "the document's pages took longer than \(limits.recognitionTime)"))
        }
        do throws(ReadFailure) {
            return try await RecognitionSlots.shared.withSlot { () throws(ReadFailure) in try await recognise(page) }
        } catch {
            if error.code == .cancelled { throw error }
            return .failed(error)
        }
    }

    private func recognise(_ page: PDFPage) async throws(ReadFailure) -> Reading {
        let resolution = try resolution(of: page)
        let picture = UnnamedFileOutput(try UnnamedFile())
        let number = String(page.number)
        let arguments = ["-q", "-gray", "-r", String(resolution), "-f", number, "-l", number]
        let outcome = try await Self.renderer.run(
            arguments.map { Array($0.utf8) } + [file.argument], into: picture, limits: limits, time: limits.pageTime)
        guard outcome.exitCode == 0, outcome.parser.bytes > 0, !outcome.parser.isBroken else {
            throw ReadFailure(.damaged, "pdftoppm could not draw the page")
        }
        if picture.file.isBrighter(than: 230) { return .blank }
        picture.file.rewind()
        let pages = try await recogniser.read(picture.file.descriptor, resolution: resolution, limits: limits)
        guard let recognised = pages.first else { throw ReadFailure(.damaged, "tesseract gave no page") }
        return .page(recognised, scale: 72 / Double(resolution))
    }

    /// 300 dpi, or what keeps a large sheet within the bound.
    private func resolution(of page: PDFPage) throws(ReadFailure) -> Int {
        let area = page.width / 72 * page.height / 72
        guard area.isFinite, area > 0 else { throw ReadFailure(.damaged, "a page without a size") }
        let most = (Double(limits.pagePixels) / area).squareRoot()
        guard most >= 72 else {
            throw ReadFailure(.tooLarge, "\(Int(page.width / 72)) by \(Int(page.height / 72)) inches are too large")
        }
        return min(300, Int(most))
    }
}

/// What `pdfimages -list` says: how much of each page its pictures cover, in square points.
struct PictureList: OutputParser {
    private var output = TextLines()

    var areas: [Int: Double] { output.lines.reduce(into: [:], Self.add) }

    mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        output.consume(bytes)
    }

    /// `page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio`
    private static func add(_ areas: inout [Int: Double], _ line: String) {
        let fields = line.split(separator: " ")
        guard fields.count >= 14, fields[2] != "smask", let page = Int(fields[0]), let width = Double(fields[3]),
            let height = Double(fields[4]), let x = Double(fields[12]), let y = Double(fields[13]), x > 0, y > 0
        else { return }
        areas[page, default: 0] += width / x * 72 * height / y * 72
    }
}

/// A tool's output as lines, up to 4 MiB of it.
struct TextLines: OutputParser {
    private var bytes: [UInt8] = []

    var lines: [String] {
        bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    mutating func consume(_ new: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: new.prefix(max(0, (4 << 20) - bytes.count)))
    }
}

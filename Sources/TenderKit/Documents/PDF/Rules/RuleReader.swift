import SystemPackage

/// Asks poppler for the lines drawn on pages, of which tables are made.
struct RuleReader {
    let limits: DocumentLimits

    private static let tool = ExternalTool(name: "pdftocairo", installation: "apt-get install poppler-utils")
    /// A drawn page can be large: few at a time.
    private static let pagesAtOnce = 16

    /// The lines by page number. A page that could not be drawn has none: its words still tell where columns are.
    func rules(of file: FilePath, pages: [PDFPage]) async throws(ReadFailure) -> [Int: [Rule]] {
        var rules: [Int: [Rule]] = [:]
        for range in Self.ranges(pages) {
            let arguments = ["-svg", "-f", "\(range.lowerBound)", "-l", "\(range.upperBound)"].map { Array($0.utf8) }
            do throws(ReadFailure) {
                let outcome = try await Self.tool.run(
                    arguments + [file.argument, Array("-".utf8)], into: RuleParser(), limits: limits)
                for (page, found) in zip(range, outcome.parser.pages) where found.count <= RuleParser.most {
                    rules[page] = found
                }
            } catch {
                if error.code == .cancelled { throw error }
            }
        }
        return rules
    }

    /// Runs of pages that follow each other and are of one size.
    private static func ranges(_ pages: [PDFPage]) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        var last: PDFPage?
        for page in pages {
            if let range = ranges.last, let last, page.number == range.upperBound + 1, range.count < pagesAtOnce,
                page.width == last.width, page.height == last.height
            {
                ranges[ranges.count - 1] = range.lowerBound...page.number
            } else {
                ranges.append(page.number...page.number)
            }
            last = page
        }
        return ranges
    }
}

extension FilePath {
    /// The path as an argument of a program: a relative name could start with a dash; after a slash it cannot be an option.
    var argument: [UInt8] {
        let path = isAbsolute ? self : FilePath(".").pushing(self)
        return path.withPlatformString { pointer in
            // `length` bytes are before the NUL of the string that the pointer is to.
            UnsafeBufferPointer(start: pointer, count: path.length).map { UInt8(bitPattern: $0) }
        }
    }
}

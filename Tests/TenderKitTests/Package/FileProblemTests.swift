import Testing

@testable import TenderKit

@Suite struct FileProblemTests {
    private func problem(_ skipped: [SkippedPart], blocks: [Block] = [Block(kind: .paragraph, text: "x")])
        -> FileProblem?
    {
        FileProblem(
            FileReading(file: "a.pdf", outcome: .success(Document(file: "a.pdf", blocks: blocks, skipped: skipped))))
    }

    @Test func `pages with one reason share a line`() throws {
        let scans = ([3, 4, 5, 9] + Array(11...17)).map { SkippedPart(page: $0, reason: "no text; a scan?") }
        let parts =
            [SkippedPart(page: 1, reason: "too many words")] + scans + [SkippedPart(page: nil, reason: "cut off")]
        let found = try #require(problem(parts))
        #expect(
            found.lines == [
                "a.pdf: page 1: too many words", "a.pdf: pages 3-5, 9, 11-17: no text; a scan?", "a.pdf: cut off",
            ])
        #expect(found.pages == [1, 3, 4, 5, 9] + Array(11...17))
        #expect(!found.isWhole)
        #expect(problem([]) == nil)
        #expect(problem(parts, blocks: [])?.isWhole == true)
    }

    @Test func `many different reasons are counted, not listed`() throws {
        let found = try #require(problem((1...500).map { SkippedPart(page: $0, reason: "\($0 * 1000) words") }))
        #expect(found.reasons.count == FileProblem.reasonLimit + 1)
        #expect(found.reasons.last == "and 480 more")
        #expect(found.pages.count == 500)
    }

    @Test func `writes pages as people do`() {
        #expect(PageRanges.named([]) == nil)
        #expect(PageRanges.named([7, 7]) == "page 7")
        #expect(PageRanges.named([4, 3]) == "pages 3-4")
        #expect(PageRanges.named([1, 3]) == "pages 1, 3")
        #expect(PageRanges.list([3, 1, 2, 2, 9]) == "1-3, 9")
        #expect(PageRanges.list(stride(from: 1, through: 999, by: 2)).hasSuffix("97, 99, and 450 more"))
    }

    @Test func `a file that was not read says why, under a printable name`() throws {
        let error = DocumentError(.damaged, file: "a\n.pdf", tried: ["pdftotext"], reason: "cut off")
        let found = try #require(FileProblem(FileReading(file: "a\n.pdf", outcome: .failure(error))))
        #expect(found.lines == ["a\\u{A}.pdf: cut off (tried: pdftotext)"])
        #expect(found.isWhole)
    }
}

import Foundation
import SystemPackage
import Testing

@testable import TenderKit

@Suite struct RecognisedPageTests {
    private func parse(_ hocr: String, wordLimit: Int = 1000) -> [RecognisedPage] {
        var parser = HOCRParser(wordLimit: wordLimit)
        Array(hocr.utf8).withUnsafeBytes { parser.consume($0) }
        return parser.pages
    }

    private func line(_ y: Int, slope: Double = 0, size: Double = 40, _ words: [(String, Int, Int)]) -> String {
        let spans = words.map { text, x, confidence in
            "<span class='ocrx_word' title='bbox \(x) \(y - 30) \(x + 100) \(y + 10); x_wconf \(confidence)'>\(text)</span>\n"
        }
        let (first, last) = (words[0].1, words[words.count - 1].1 + 100)
        return "<span class='ocr_line' title=\"bbox \(first) \(y - 30) \(last) \(y + 10); baseline \(slope) -10; "
            + "x_size \(size); x_descenders 8; x_ascenders 10\">\n" + spans.joined() + "</span>\n"
    }

    private let page = "<div class='ocr_page' title='image \"\"; bbox 0 0 2000 3000; ppageno 0'>\n"

    @Test func `straightens a turned page`() throws {
        let rows = (1...4).map { row in
            line(row * 100, slope: 0.05, (0..<5).map { ("w\($0)", 100 + $0 * 300, 90) })
        }
        let found = try #require(parse(page + rows.joined()).first).page(1, scale: 0.24)
        let heights = Set(found.words.map { Int($0.middle) })
        #expect(heights.count == 4)
        #expect(found.words.allSatisfy { abs($0.height - 0.24 * 48) < 0.1 })
        #expect(found.width == 480)
    }

    @Test func `leaves out uncertain words and rules, and tells bullets`() throws {
        let found = try #require(
            parse(page + line(100, [("e", 100, 60), ("Bidbond", 250, 95), ("|", 400, 90), ("b0nd", 500, 20)])).first)
        #expect(found.page(1, scale: 1).words.map(\.text) == ["•", "Bidbond"])
        #expect(found.unreadWords == 1)
        #expect(RecognitionReport(found).reason?.hasPrefix("1 of 4 words") == true)
    }

    @Test func `repairs the boxes of Arabic words`() throws {
        var words: [(String, Int, Int)] = [("السجل", 1000, 90), ("التجاري", 800, 90)]
        words.append(("ساري", 850, 90))
        let found = try #require(parse(page + line(100, words)).first).page(1, scale: 1).words
        let byPlace = found.sorted { $0.xMin > $1.xMin }.map(\.text)
        #expect(byPlace.first == "السجل")
        #expect(found.allSatisfy { $0.xMax > $0.xMin })
    }

    @Test func `keeps one of two readings of the same word`() throws {
        let twice = line(100, [("Quality", 100, 90)]) + line(104, [("uality", 105, 90)])
        #expect(try #require(parse(page + twice).first).page(1, scale: 1).words.map(\.text) == ["Quality"])
    }

    @Test func `judges a page by its confidence`() throws {
        func report(_ confidence: Int) throws -> RecognitionReport {
            RecognitionReport(try #require(parse(page + line(100, [("word", 100, confidence)])).first))
        }
        #expect(try report(95) == RecognitionReport(try #require(parse(page + line(100, [("x", 1, 90)])).first)))
        #expect(try report(50).isUsable)
        #expect(try report(50).reason?.contains("50 %") == true)
        #expect(try !report(35).isUsable)
        #expect(RecognitionReport(RecognisedPage(width: 1, height: 1)).reason == "a picture in which no text was found")
    }

    @Test func `parses output of any shape`() {
        #expect(parse("").isEmpty)
        #expect(parse("<span class='ocrx_word' title='bbox 1 2 3 4'>x</span>\n").isEmpty)
        #expect(
            parse(page + "<span class='ocr_line' title='bbox 1 2'>\n<span class='ocrx_word' title='x'>\n").count == 1)
        let pages = parse(page + line(100, [("a&amp;\u{202B}b<em>c</em>", 1, 90), ("d", 200, 90)]), wordLimit: 1)
        #expect(pages[0].lines[0].words.map(\.text) == ["a&bc"])
        #expect(pages[0].wordsLeftOut == 1)
    }

    @Test func `lays out an Arabic scan as tesseract gave it`() throws {
        var parser = HOCRParser(wordLimit: 20_000)
        try Fixture.bytes("arabic-scan.hocr").withUnsafeBytes { parser.consume($0) }
        let page = try #require(parser.pages.first).page(1, scale: 0.36)
        let document = try PDFReader(limits: DocumentLimits())
            .document([page], skipped: [], as: "scan.jpg", isRebuilt: false)
        let text = document.blocks.map(\.text)
        #expect(text.contains { $0.hasSuffix("معايير التقييم الفني") })
        #expect(text.contains { $0.hasPrefix("تدعو بلدية الرياض الشركات المتخصصة إلى تقديم عروضها لمشروع") })
        #expect(document.rows.contains { $0.cells.contains("الخبرة والأعمال السابقة") })
    }
}

@Suite struct PictureSizeTests {
    private func sizes(_ kind: PictureKind, _ bytes: [UInt8]) -> [[Int]] {
        PictureSize.all(kind, limit: 10) { offset, count in
            offset < 0 || offset > bytes.count ? [] : Array(bytes[offset...].prefix(count))
        }.map { [$0.width, $0.height] }
    }

    @Test func `reads sizes from headers`() throws {
        #expect(sizes(.png, try Fixture.bytes("photograph.png")) == [[640, 480]])
        #expect(sizes(.jpeg, try Fixture.bytes("english-scan.jpg")) == [[1653, 2339]])
        #expect(sizes(.gif, Array("GIF89a".utf8) + [0x20, 0x03, 0x58, 0x02]) == [[800, 600]])
        #expect(sizes(.jpeg, [0xFF, 0xD8, 0xFF]).isEmpty)
        // Two pages, the second pointing back at the first.
        let entry: [UInt8] = [0, 1, 3, 0, 1, 0, 0, 0, 100, 0, 0, 0, 1, 1, 3, 0, 1, 0, 0, 0, 50, 0, 0, 0]
        let tiff = [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 2, 0] + entry + [8, 0, 0, 0]
        #expect(sizes(.tiff, tiff) == Array(repeating: [100, 50], count: 10))
    }

    @Test func `refuses what would unpack to too much, and what is cut off`() async throws {
        var limits = DocumentLimits()
        limits.pagePixels = 10_000
        await #expect {
            try await DocumentReader(limits: limits).read(Fixture.path("photograph.png"), as: "a.png")
        } throws: { ($0 as? DocumentError)?.code == .tooLarge }
        await #expect {
            try await DocumentReader().read(bytes: [0xFF, 0xD8, 0xFF, 0xE0, 0, 4], as: "a.jpg")
        } throws: { ($0 as? DocumentError)?.code == .damaged }
    }
}

/// With tesseract itself, where it is installed.
@Suite(.enabled(if: Fixture.hasTesseract), .serialized) struct TesseractTests {
    @Test func `reads a scanned page with its table`() async throws {
        let document = try await DocumentReader().read(Fixture.path("english-scan.jpg"), as: "scan.jpg")
        #expect(
            document.rows.map(\.cells).prefix(3) == [
                ["No.", "Name", "Position and qualification", "Years"],
                [
                    "1", "Jane Doe",
                    "Project manager, chartered engineer, certified project management professional since 2011", "18",
                ],
                ["2", "John Roe", "Safety officer, NEBOSH", "9"],
            ])
        #expect(document.outline.contains("H2 1.1 Key staff"))
        #expect(document.pageCount == 1)
        #expect(document.blocks.allSatisfy { $0.page == 1 })
    }

    @Test func `reads a scan within a PDF`() async throws {
        let document = try await DocumentReader().read(Fixture.path("arabic-scan.pdf"), as: "scan.pdf")
        #expect(document.blocks.contains { $0.text == "1. معايير التقييم الفني" })
        #expect(document.blocks.contains { $0.text.contains("إلى تقديم عروضها لمشروع تأهيل الطرق رقم 2024/17") })
    }

    @Test func `says that a photograph has no text`() async throws {
        let document = try await DocumentReader().read(Fixture.path("photograph.png"), as: "site.png")
        #expect(document.blocks.isEmpty)
        #expect(document.skipped == [SkippedPart(page: 1, reason: "a picture in which no text was found")])
    }

    @Test func `stops after so many pages, and says so`() async throws {
        var limits = DocumentLimits()
        limits.recognisedPages = 0
        let document = try await DocumentReader(limits: limits).read(Fixture.path("arabic-scan.pdf"), as: "scan.pdf")
        #expect(document.skipped.map(\.page) == [1])
        #expect(document.skipped[0].reason.contains("after 0 pages"))
    }

    @Test func `reports a page that takes too long`() async throws {
        var limits = DocumentLimits()
        limits.pageTime = .milliseconds(1)
        let document = try await DocumentReader(limits: limits).read(Fixture.path("arabic-scan.pdf"), as: "scan.pdf")
        #expect(document.skipped.map(\.page) == [1])
        #expect(document.skipped[0].reason.contains("took longer than"))
    }
}

@Suite struct MissingRecognitionTests {
    private var reader: DocumentReader {
        var reader = DocumentReader()
        reader.recogniser = Recogniser(
            tool: ExternalTool(name: "no-such-tesseract", installation: Recogniser.installation))
        return reader
    }

    @Test func `says how to have scans read`() async throws {
        let document = try await reader.read(Fixture.path("scan.pdf"), as: "scan.pdf")
        #expect(document.outline == ["P A page with text."])
        #expect(document.skipped.map(\.page) == [2])
        #expect(document.skipped[0].reason.contains("apt-get install tesseract-ocr"))
        await #expect {
            try await reader.read(Fixture.path("photograph.png"), as: "a.png")
        } throws: { ($0 as? DocumentError)?.code == .toolMissing }
    }

    @Test func `gives slots in turn, and none to a cancelled task`() async throws {
        let slots = RecognitionSlots(count: 1)
        let (first, start) = AsyncStream.makeStream(of: Void.self)
        let (hold, release) = AsyncStream.makeStream(of: Void.self)
        let holder = Task {
            try await slots.withSlot { () throws(ReadFailure) in
                start.finish()
                for await _ in hold {}
                return 1
            }
        }
        for await _ in first {}
        let waiting = Task { try await slots.withSlot { () throws(ReadFailure) in 2 } }
        waiting.cancel()
        await #expect(throws: ReadFailure(.cancelled, "cancelled")) { try await waiting.value }
        release.finish()
        #expect(try await holder.value == 1)
        #expect(try await slots.withSlot { () throws(ReadFailure) in 3 } == 3)
    }
}

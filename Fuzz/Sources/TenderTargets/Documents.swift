import Foundation
import FuzzKit
import SystemPackage

@testable import TenderKit

extension FuzzTarget {
    /// What lies in the cache: another document, or none; never a trap.
    static let documentCache = FuzzTarget("document-cache") { bytes throws(BrokenRule) in
        guard let document = try? DocumentDecoder.decode(bytes[...], as: "a.pdf") else { return }
        let again = try? DocumentDecoder.decode(DocumentEncoder.encode(document)[...], as: "a.pdf")
        try demand(again == document, "a document that was read is written as another")
    }

    /// What an archive calls a file: never a way out of the folder.
    static let entryName = FuzzTarget("entry-name") { bytes throws(BrokenRule) in
        guard let name = ArchiveEntryName.text(bytes) else { return }
        // As a file system reads it: a separator that a mark follows is one.
        let parts = name.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        try demand(!parts.contains("..") && !parts.contains(".") && !parts.contains(""), "the name is \(name)")
        try demand(!name.unicodeScalars.contains("\\"), "a separator is left in \(name)")
    }

    /// An office file of the parts that the input holds, divided by NUL: the first byte says of which kind.
    static let office = FuzzTarget("office") { bytes throws(BrokenRule) in
        guard let kind = bytes.first else { return }
        let parts = bytes.dropFirst().split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
        let filled = zip(OfficeParts.names(kind: kind), parts).map { (name: $0, content: $1) }
        let archive = StoredZip.bytes(filled + OfficeParts.fixed(kind: kind))
        guard let file = NamelessFile(archive) else { throw BrokenRule("no file to write to") }
        try check { limits throws(ReadFailure) -> Document in
            try OfficeFile.read(file.path, bytes: archive.count, as: "a.docx", limits: limits)
        }
    }

    static let html = FuzzTarget("html") { bytes throws(BrokenRule) in
        try check { limits throws(ReadFailure) -> Document in
            try HTMLReader.read(Data(bytes), as: "a.html", limits: limits)
        }
    }

    static let markdown = FuzzTarget("markdown") { bytes throws(BrokenRule) in
        try check { limits throws(ReadFailure) -> Document in
            try MarkdownReader.read(Data(bytes), as: "a.md", limits: limits)
        }
        try check { limits throws(ReadFailure) -> Document in
            try PlainTextReader.read(Data(bytes), as: "a.txt", limits: limits)
        }
    }

    static let separatedValues = FuzzTarget("separated-values") { bytes throws(BrokenRule) in
        try check { limits throws(ReadFailure) -> Document in
            try CSVReader.read(Data(bytes), as: "a.csv", limits: limits)
        }
    }

    /// What poppler makes of a hostile PDF: words with boxes, then, behind a NUL, the lines that are drawn.
    static let pageLayout = FuzzTarget("page-layout") { bytes throws(BrokenRule) in
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
        var words = BoundingBoxParser()
        parts[0].withUnsafeBytes { words.consume($0) }
        var rules = RuleParser()
        if parts.count > 1 { parts[1].withUnsafeBytes { rules.consume($0) } }
        let byPage = Dictionary(uniqueKeysWithValues: rules.pages.enumerated().map { ($0.offset + 1, $0.element) })
        try check { limits throws(ReadFailure) -> Document in
            try PDFReader(limits: limits).document(
                words.pages, rules: byPage, skipped: [], as: "a.pdf", isRebuilt: false)
        }
    }

    /// Reads a document within small bounds. What is read survives the cache.
    private static func check(_ read: (DocumentLimits) throws(ReadFailure) -> Document) throws(BrokenRule) {
        var limits = DocumentLimits()
        limits.blockBytes = 512
        limits.textBytes = 64 << 10
        limits.partBytes = 64 << 10
        limits.rows = 200
        limits.columns = 20
        limits.emptyRows = 500
        limits.blocks = 400
        limits.pageWords = 500
        let document: Document
        do throws(ReadFailure) {
            document = try read(limits)
        } catch {
            return try demand(!error.reason.isEmpty, "refused without a reason")
        }
        try demand(document.blocks.count <= limits.blocks, "\(document.blocks.count) blocks")
        try demand(
            document.blocks.allSatisfy { $0.text.utf8.count <= limits.textBytes }, "a block beyond the bound of all")
        let cached = try? DocumentDecoder.decode(DocumentEncoder.encode(document)[...], as: document.file)
        try demand(cached == document, "another document comes back from the cache")
    }
}

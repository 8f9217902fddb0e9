/// Bounds for one document. What lies beyond a bound is an error or a ``SkippedPart``, never a silent loss.
public struct DocumentLimits: Sendable {
    /// Bytes of a file.
    public var fileBytes = 200 << 20
    /// Bytes of a file of plain text, Markdown, HTML or separated values, which is in memory as a whole.
    public var textFileBytes = 64 << 20
    /// UTF-8 bytes of one block or table cell; longer ones are cut.
    public var blockBytes = 1 << 20
    /// UTF-8 bytes of all blocks of a document.
    public var textBytes = 128 << 20
    /// Bytes of one part of a zip container after decompression.
    public var partBytes = 512 << 20
    /// Decompressed bytes per byte of the file; checked from 32 MiB on.
    public var expansionRatio = 400
    /// Entries of a zip container.
    public var entries = 10_000
    /// Nested elements in XML.
    public var xmlDepth = 200
    /// Rows with text per table.
    public var rows = 100_000
    /// Columns per table.
    public var columns = 512
    /// Rows without text that a spreadsheet may hold in a row before the rest of the sheet is left unread.
    public var emptyRows = 1_100_000
    /// Blocks of a document.
    public var blocks = 400_000
    /// Words of a PDF page; a densely printed page has 1,500, a large drawing some thousand.
    public var pageWords = 20_000
    /// Pixels of a page or picture whose text is recognised: A3 at 300 dpi has 17 million.
    public var pagePixels = 40_000_000
    /// How long the recognition of one page may take.
    public var pageTime: Duration = .seconds(60)
    /// How long the recognition of a document's pages may take; pages that have not begun by then are left out.
    public var recognitionTime: Duration = .seconds(1200)
    /// Pages of a document whose text is recognised.
    public var recognisedPages = 500
    /// Bytes that an external program may write.
    public var toolOutputBytes = 256 << 20
    /// How long an external program may take.
    public var toolTime: Duration = .seconds(120)

    public init() {}
}

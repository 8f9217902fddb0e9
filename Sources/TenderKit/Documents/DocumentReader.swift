import Foundation
import Glibc
public import SystemPackage

/// Reads files of any known format as documents. Without state: the same bytes give the same document.
public struct DocumentReader: Sendable {
    public var limits: DocumentLimits
    var recogniser = Recogniser.standard

    public init(limits: DocumentLimits = DocumentLimits()) {
        self.limits = limits
    }

    /// Extensions of the files that can be read, in lower case.
    public static let extensions: Set<String> = [
        "pdf", "docx", "docm", "xlsx", "xlsm", "pptx", "pptm", "ppsx", "csv", "tsv", "md", "markdown", "txt", "text",
        "html", "htm", "xhtml", "png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "webp",
    ]

    /// Reads a file. Content decides before the extension does.
    /// - Parameters:
    ///   - file: the file to open.
    ///   - relative: its path within the package, for the document and for messages.
    /// - Throws: ``DocumentError`` with the file, what was tried and what was seen; nothing is read in part without a word.
    public func read(_ file: FilePath, as relative: String) async throws(DocumentError) -> Document {
        var tried: [String] = []
        do throws(ReadFailure) {
            let bytes = try size(of: file)
            let format = DocumentFormat.detect(head: try head(of: file), name: relative)
            tried = [Self.method(format)]
            return try await read(file, bytes: bytes, format: format, as: relative)
        } catch {
            throw DocumentError(error.code, file: relative, tried: tried, reason: error.reason)
        }
    }

    private func read(
        _ file: FilePath, bytes: Int, format: DocumentFormat, as relative: String
    ) async throws(ReadFailure) -> Document {
        switch format {
        case .pdf: return try await PDFReader(limits: limits, recogniser: recogniser).read(file, as: relative)
        case .zip: return try OfficeFile.read(file, bytes: bytes, as: relative, limits: limits)
        case .compound: throw CompoundFile.explain(try content(of: file, upTo: 4 << 20))
        case .rtf: throw ReadFailure(.unsupported, "this is an RTF file: save it as .docx")
        case .packed(let name):
            throw ReadFailure(.unsupported, "an archive of \(name): unpack it, or send it as .zip")
        case .picture(let kind):
            let reader = PictureReader(limits: limits, recogniser: recogniser)
            return try await reader.read(file, kind: kind, as: relative)
        case .html: return try HTMLReader.read(try text(of: file, bytes), as: relative, limits: limits)
        case .csv: return try CSVReader.read(try text(of: file, bytes), as: relative, limits: limits)
        case .markdown: return try MarkdownReader.read(try text(of: file, bytes), as: relative, limits: limits)
        case .text: return try PlainTextReader.read(try text(of: file, bytes), as: relative, limits: limits)
        case .unknown(let ending): throw Self.unknown(ending)
        }
    }

    private static func method(_ format: DocumentFormat) -> String {
        switch format {
        case .pdf: "pdftotext"
        case .zip: "zip container"
        case .compound: "compound file"
        case .picture: "tesseract"
        case .html: "HTML"
        case .rtf, .packed, .unknown: "content and extension"
        case .csv: "separated values"
        case .markdown: "Markdown"
        case .text: "plain text"
        }
    }

    private static func unknown(_ ending: String) -> ReadFailure {
        switch ending {
        case "pdf": ReadFailure(.damaged, "no PDF: the header %PDF- is missing")
        case "docx", "xlsx", "pptx":
            ReadFailure(.damaged, "no .\(ending): it is not a zip container; save it again as .\(ending)")
        case "doc": ReadFailure(.unsupported, "a .doc that is no Word file: save it as .docx")
        case "xls": ReadFailure(.unsupported, "a .xls that is no Excel file: save it as .xlsx")
        case "ppt": ReadFailure(.unsupported, "a .ppt that is no PowerPoint file: save it as .pptx or .pdf")
        case "png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "webp":
            ReadFailure(.damaged, "no picture that is known: save it as .png or .pdf")
        case "": ReadFailure(.unsupported, "no known content and no extension")
        default: ReadFailure(.unsupported, "no reader for .\(PrintableName.of(ending)) files")
        }
    }

    private func size(of file: FilePath) throws(ReadFailure) -> Int {
        var status = stat()
        guard file.withPlatformString({ stat($0, &status) }) == 0 else {
            throw ReadFailure(.missing, "no such file, or it may not be read")
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ReadFailure(.missing, "not a regular file") }
        let bytes = Int(status.st_size)
        guard bytes > 0 else { throw ReadFailure(.empty, "the file is empty") }
        guard bytes <= limits.fileBytes else {
            throw ReadFailure(.tooLarge, "\(bytes >> 20) MiB, more than the \(limits.fileBytes >> 20) MiB allowed")
        }
        return bytes
    }

    private func head(of file: FilePath) throws(ReadFailure) -> Data {
        try content(of: file, upTo: 1024)
    }

    private func text(of file: FilePath, _ bytes: Int) throws(ReadFailure) -> Data {
        guard bytes <= limits.textFileBytes else {
            throw ReadFailure(
                .tooLarge, "\(bytes >> 20) MiB of text, more than the \(limits.textFileBytes >> 20) MiB allowed")
        }
        return try content(of: file)
    }

    private func content(of file: FilePath, upTo limit: Int? = nil) throws(ReadFailure) -> Data {
        do {
            let descriptor = try FileDescriptor.open(file, .readOnly, options: .closeOnExec)
            let handle = FileHandle(fileDescriptor: descriptor.rawValue, closeOnDealloc: true)
            return try handle.read(upToCount: limit ?? limits.fileBytes + 1) ?? Data()
        } catch {
            throw ReadFailure(.missing, "cannot be opened: \(error)")
        }
    }
}

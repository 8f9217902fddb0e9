import SystemPackage

/// A zip container: which office format it holds, by its parts.
enum OfficeFile {
    static func read(
        _ file: FilePath, bytes: Int, as relative: String, limits: DocumentLimits
    ) throws(ReadFailure) -> Document {
        let zip = try ZipContainer(path: file, fileBytes: bytes, limits: limits)
        let root = try Relationships.of("", in: zip, limits: limits)
        let main = root.path(type: "officeDocument") ?? known.first { zip.contains($0) } ?? ""
        let folder = main.split(separator: "/").first.map(String.init) ?? ""
        if main.hasSuffix(".bin") {
            throw ReadFailure(.unsupported, "a binary workbook (.xlsb): save it as .xlsx")
        }
        switch folder {
        case "word": return try WordReader.read(zip, part: main, as: relative, limits: limits)
        case "xl": return try WorkbookReader.read(zip, part: main, as: relative, limits: limits)
        case "ppt": return try PresentationReader.read(zip, part: main, as: relative, limits: limits)
        default: break
        }
        if zip.contains("EncryptedPackage") {
            throw ReadFailure(.passwordProtected, "protected with a password: remove it and send the file again")
        }
        if zip.contains("mimetype"), zip.contains("content.xml") {
            throw ReadFailure(.unsupported, "an OpenDocument file: save it as .docx or .xlsx")
        }
        throw ReadFailure(.archive, "a zip archive of \(zip.entries.count) entries, no office document: unpack it")
    }

    private static let known = ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"]
}

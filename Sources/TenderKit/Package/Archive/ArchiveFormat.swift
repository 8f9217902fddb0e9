import Foundation
import SystemPackage

/// Tells archives of files from documents.
enum ArchiveFormat {
    /// In lower case. Content decides what a file is; these tell an archive that came without any.
    static let extensions: Set<String> = ["zip", "7z", "rar", "tar", "tgz", "gz", "bz2", "xz"]

    /// - Parameters:
    ///   - head: the file's first 512 bytes or more.
    ///   - name: decides nothing but that a damaged .docx is not taken for an archive.
    static func isArchive(_ path: FilePath, head: [UInt8], name: String) -> Bool {
        if isZip(head) { return !isOffice(path, name: name) }
        return magics.contains { head.starts(with: $0) } || (head.count > 262 && head[257..<262].elementsEqual(ustar))
    }

    private static let ustar = Array("ustar".utf8)
    /// 7z, gzip, bzip2, xz.
    private static let magics: [[UInt8]] = [
        [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x1F, 0x8B, 0x08], Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
    ]
    private static let officeExtensions: Set<String> = ["docx", "docm", "xlsx", "xlsm", "xlsb", "pptx", "odt", "ods"]
    private static let officeParts: Set<String> = [
        "[content_types].xml", "_rels/.rels", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml",
        "mimetype",
        "encryptedpackage",
    ]

    private static func isZip(_ head: [UInt8]) -> Bool {
        head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Whether a zip container is a document, or so damaged that its reader should say so.
    private static func isOffice(_ path: FilePath, name: String) -> Bool {
        if officeExtensions.contains(DocumentFormat.fileExtension(of: name)) { return true }
        do throws(ReadFailure) {
            let stream = try ArchiveStream(path)
            var count = 0
            while count < 10_000, let entry = try stream.next() {
                count += 1
                if officeParts.contains(String(decoding: entry.name, as: UTF8.self).lowercased()) { return true }
            }
            return false
        } catch {
            // The unpacker says the same in its words, with what could be unpacked.
            return false
        }
    }
}

import Crypto
import Foundation
import Glibc

/// What a cached document was made of: the file's bytes, the code and the bounds that read it, and the programs at hand.
struct CacheKey: Hashable, Sendable {
    let bytes: [UInt8]

    /// The entry's file name.
    var name: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// - Parameter setting: all that matters besides the file.
    init(content: [UInt8], setting: [UInt8]) {
        var digest = SHA256()
        digest.update(data: setting)
        digest.update(data: content)
        bytes = Array(digest.finalize())
    }

    static func setting(_ limits: DocumentLimits, tools: String) -> [UInt8] {
        // All stored properties of the limits with their values, whichever there will be.
        Array(SHA256.hash(data: Data("\(readerVersion)\n\(String(reflecting: limits))\n\(tools)".utf8)))
    }
}

/// The programs that readers run, and the languages they know, as they are installed: after an update, or once a missing one
/// is there, files are read anew.
enum ReadingTools {
    private static let programs = ["pdftotext", "pdftoppm", "pdfimages", "pdfinfo", "tesseract"]
    private static let languageFolders = [
        "/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata",
    ]

    static func identity() -> String {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
        let found = programs.compactMap { program in
            folders.lazy.compactMap { stamp("\($0)/\(program)") }.first
        }
        let prefix = environment["TESSDATA_PREFIX"].map { [$0] } ?? []
        return (found + (languageFolders + prefix).flatMap(languages)).joined(separator: "\n")
    }

    private static func languages(_ folder: String) -> [String] {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".traineddata") }.sorted()
            .compactMap { stamp("\(folder)/\($0)") }
    }

    private static func stamp(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}

import CArchive
import Foundation
import SystemPackage
import Testing

@testable import TenderKit

/// Files for tests: committed fixtures, and files written into a folder of their own.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    static func path(_ name: String) -> FilePath {
        FilePath(folder.appending(path: name).path)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    static let hasTesseract = ["/usr/bin", "/usr/local/bin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/tesseract")
    }

    /// The folder of real packages beside the project; nil where it is absent.
    static let sharedPackages: URL? = {
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let packages = [root.deletingLastPathComponent(), root.deletingLastPathComponent().deletingLastPathComponent()]
            .map { $0.appending(path: "shared/packages/benchmarks") }
        return packages.first { FileManager.default.fileExists(atPath: $0.path) }
    }()
}

/// A folder that goes away with the value.
final class TemporaryFolder {
    let path: FilePath

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "tenderkit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FilePath(url.path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> FilePath {
        let file = path.appending(name)
        let folder = file.removingLastComponent().string
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file.string))
        return file
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> FilePath {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a zip container with these entries, in this order.
    @discardableResult
    func writeZip(_ entries: [(name: String, text: String)], to name: String) throws -> FilePath {
        let file = path.appending(name)
        let archive = try #require(archive_write_new())
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        guard archive_write_open_filename(archive, file.string) == ARCHIVE_OK else {
            throw CocoaError(.fileWriteUnknown)
        }
        for (name, text) in entries {
            let bytes = Array(text.utf8)
            let entry = try #require(archive_entry_new())
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname(entry, name)
            archive_entry_set_size(entry, Int64(bytes.count))
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_perm(entry, 0o644)
            archive_write_header(archive, entry)
            bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
        }
        archive_write_close(archive)
        return file
    }
}

extension DocumentReader {
    /// Writes the text as a file of this name and reads it.
    func read(text: String, as name: String) async throws -> Document {
        try await read(bytes: Array(text.utf8), as: name)
    }

    func read(bytes: [UInt8], as name: String) async throws -> Document {
        let folder = try TemporaryFolder()
        return try await read(try folder.write(bytes, to: name), as: name)
    }
}

extension Document {
    /// One line a block: `H2 Title`, `P text`, `L1 a. text`, `T0.3 a | b`.
    var outline: [String] {
        blocks.map { block in
            switch block.kind {
            case .heading(let level): "H\(level) \(block.text)"
            case .paragraph: "P \(block.text)"
            case .listItem(let marker, let depth): "L\(depth) \(marker) \(block.text)"
            case .tableRow(let row): "T\(row.table).\(row.row) \(block.text)"
            }
        }
    }

    var rows: [TableRow] {
        blocks.compactMap { if case .tableRow(let row) = $0.kind { row } else { nil } }
    }
}

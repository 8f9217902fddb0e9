import CArchive
import Foundation
import Glibc
import SystemPackage
import Testing

@testable import TenderKit

/// What goes into an archive of a test.
struct SampleEntry {
    var name: [UInt8]
    var bytes: [UInt8] = []
    /// Where a symbolic link leads.
    var link: String?

    static func file(_ name: String, _ text: String) -> SampleEntry {
        SampleEntry(name: Array(name.utf8), bytes: Array(text.utf8))
    }

    static func file(_ name: String, _ bytes: [UInt8]) -> SampleEntry {
        SampleEntry(name: Array(name.utf8), bytes: bytes)
    }
}

enum SampleFormat: String, CaseIterable {
    case zip
    case sevenZip = "7z"
    case tar
    case tgz
    case txz
}

extension TemporaryFolder {
    @discardableResult
    func writeArchive(
        _ entries: [SampleEntry], to name: String, format: SampleFormat = .zip, password: String? = nil
    ) throws -> FilePath {
        let file = path.appending(name)
        try FileManager.default.createDirectory(
            atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        let archive = try #require(archive_write_new())
        defer { archive_write_free(archive) }
        switch format {
        case .zip: archive_write_set_format_zip(archive)
        case .sevenZip: archive_write_set_format_7zip(archive)
        case .tar: archive_write_set_format_ustar(archive)
        case .tgz:
            archive_write_set_format_ustar(archive)
            archive_write_add_filter_gzip(archive)
        case .txz:
            archive_write_set_format_ustar(archive)
            archive_write_add_filter_xz(archive)
        }
        if let password {
            #expect(archive_write_set_options(archive, "zip:encryption=traditional") == ARCHIVE_OK)
            #expect(archive_write_set_passphrase(archive, password) == ARCHIVE_OK)
        }
        try #require(archive_write_open_filename(archive, file.string) == ARCHIVE_OK)
        for sample in entries {
            let entry = try #require(archive_entry_new())
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname(entry, sample.name.map { CChar(bitPattern: $0) } + [0])
            archive_entry_set_perm(entry, 0o644)
            if let link = sample.link {
                archive_entry_set_filetype(entry, UInt32(0o120000))
                archive_entry_set_symlink(entry, link)
            } else {
                archive_entry_set_filetype(entry, UInt32(0o100000))
                archive_entry_set_size(entry, Int64(sample.bytes.count))
            }
            try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
            sample.bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
        }
        #expect(archive_write_close(archive) == ARCHIVE_OK)
        return file
    }

    func bytes(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path.appending(name).string)))
    }

    /// A list of files in it, as a package's listing gives it.
    func files(_ folder: String = "") throws -> [PackageFolder.File] {
        try PackageFolder(path).list(folder).files
    }
}

extension FileReading {
    /// Its name with its first text, or with the code of its error.
    var summary: String {
        switch outcome {
        case .success(let document): "\(file): \(document.blocks.first?.text ?? "-")"
        case .failure(let error): "\(file): \(error.code.rawValue)"
        }
    }
}

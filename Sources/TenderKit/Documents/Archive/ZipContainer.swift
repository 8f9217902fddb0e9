import CArchive
import Foundation
import SystemPackage

/// A zip file, read through libarchive: its entries' names, and each entry as a stream with bounds.
///
/// Each entry is opened anew from the central directory, so nothing but the entry in hand is in memory.
struct ZipContainer {
    let path: FilePath
    /// In the order of the file, with `/` as separator.
    let entries: [String]
    private let limits: DocumentLimits
    private let fileBytes: Int

    init(path: FilePath, fileBytes: Int, limits: DocumentLimits) throws(ReadFailure) {
        self.path = path
        self.fileBytes = fileBytes
        self.limits = limits
        let reader = try ArchiveReader(path: path)
        var names: [String] = []
        while let name = try reader.next() {
            names.append(name)
            guard names.count <= limits.entries else {
                throw ReadFailure(.tooLarge, "zip container with more than \(limits.entries) entries")
            }
        }
        entries = names
    }

    func contains(_ name: String) -> Bool {
        entry(like: name) != nil
    }

    /// Opens an entry; nil when there is none of that name. Case and a leading `/` do not matter.
    func open(_ name: String) throws(ReadFailure) -> ZipEntryStream? {
        guard let wanted = entry(like: name) else { return nil }
        let reader = try ArchiveReader(path: path)
        while let found = try reader.next() {
            guard found == wanted else { continue }
            let bound = max(32 << 20, fileBytes * limits.expansionRatio)
            return ZipEntryStream(reader: reader, name: wanted, limit: min(limits.partBytes, bound))
        }
        return nil
    }

    private func entry(like name: String) -> String? {
        let wanted = name.hasPrefix("/") ? String(name.dropFirst()) : name
        return entries.first { $0 == wanted } ?? entries.first { $0.lowercased() == wanted.lowercased() }
    }
}

/// One pass over an archive.
final class ArchiveReader {
    private let archive: OpaquePointer

    init(path: FilePath) throws(ReadFailure) {
        guard let archive = archive_read_new() else { throw ReadFailure(.damaged, "libarchive has no memory") }
        self.archive = archive
        archive_read_support_format_zip(archive)
        let status = path.withPlatformString { archive_read_open_filename(archive, $0, 64 << 10) }
        guard status == ARCHIVE_OK else { throw failure() }
    }

    deinit {
        archive_read_free(archive)
    }

    /// Goes to the next entry and returns its name; nil at the end.
    func next() throws(ReadFailure) -> String? {
        var entry: OpaquePointer?
        while true {
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return nil }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure() }
            guard let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else { continue }
            return String(cString: name).replacingOccurrences(of: "\\", with: "/")
        }
    }

    /// Reads on in the current entry; 0 at its end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
        let count = archive_read_data(archive, base, buffer.count)
        guard count >= 0 else { throw failure() }
        return count
    }

    private func failure() -> ReadFailure {
        let detail = archive_error_string(archive).map { String(cString: $0) } ?? "unknown fault"
        if detail.lowercased().contains("passphrase") || detail.lowercased().contains("encrypt") {
            return ReadFailure(.passwordProtected, "the zip container is encrypted: remove its password")
        }
        return ReadFailure(.damaged, "the zip container is damaged: \(detail)")
    }
}

/// The bytes of one entry, decompressed as they are read.
final class ZipEntryStream {
    let name: String
    private let reader: ArchiveReader
    private let limit: Int
    private(set) var bytesRead = 0

    init(reader: ArchiveReader, name: String, limit: Int) {
        self.reader = reader
        self.name = name
        self.limit = limit
    }

    /// Reads on; 0 at the end.
    /// - Throws: ``ReadFailure`` when the entry is damaged or larger than it may be.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
        let count = try reader.read(into: buffer)
        bytesRead += count
        guard bytesRead <= limit else {
            throw ReadFailure(.tooLarge, "\(name) expands beyond \(limit >> 20) MiB: refused as a zip bomb")
        }
        return count
    }
}

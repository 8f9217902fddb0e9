import CArchive
import Glibc
import SystemPackage

/// One pass over an archive, through libarchive.
final class ArchiveStream {
    struct Entry {
        enum Kind {
            case file
            case folder
            /// A link, a device, a pipe.
            case other
        }

        /// As the archive has it: any bytes.
        var name: [UInt8]
        var kind: Kind
        /// As the archive states it.
        var bytes: Int?
        var isEncrypted: Bool
    }

    private let archive: OpaquePointer

    init(_ path: FilePath) throws(ReadFailure) {
        guard let archive = archive_read_new() else { throw ReadFailure(.damaged, "libarchive has no memory") }
        self.archive = archive
        // Those that people send. Each further one is more code that strangers' bytes reach.
        archive_read_support_format_zip(archive)
        archive_read_support_format_7zip(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_bzip2(archive)
        archive_read_support_filter_xz(archive)
        let status = path.withPlatformString { archive_read_open_filename(archive, $0, 64 << 10) }
        guard status == ARCHIVE_OK else { throw failure() }
    }

    deinit {
        archive_read_free(archive)
    }

    /// Goes to the next entry; nil at the end.
    func next() throws(ReadFailure) -> Entry? {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure() }
        let name = archive_entry_pathname(entry).map { Array(UnsafeBufferPointer(start: $0, count: strlen($0))) } ?? []
        let kind: Entry.Kind =
            switch archive_entry_filetype(entry) {
            case _ where archive_entry_hardlink(entry) != nil: .other
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        return Entry(
            name: name.map { UInt8(bitPattern: $0) }, kind: kind,
            bytes: archive_entry_size_is_set(entry) != 0 ? Int(max(0, archive_entry_size(entry))) : nil,
            isEncrypted: archive_entry_is_data_encrypted(entry) != 0)
    }

    /// Whether going to the next entry costs next to nothing, as with zip files, which have a directory. Known from the first
    /// entry on.
    var hasDirectory: Bool { archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP }

    /// Reads on in the current entry; 0 at its end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure() }
        return count
    }

    private func failure() -> ReadFailure {
        let detail = archive_error_string(archive).map { String(cString: $0) } ?? "unknown fault"
        let words = detail.lowercased()
        if words.contains("passphrase") || words.contains("encrypt") { return Self.encrypted }
        if words.contains("unrecognized archive format") {
            return ReadFailure(.unsupported, "compressed, but neither .zip, .7z nor .tar: send the files as a .zip")
        }
        return ReadFailure(.damaged, "damaged or cut off: \(PrintableName.of(detail))")
    }

    static let encrypted = ReadFailure(.passwordProtected, "encrypted: remove the password and send it again")
}

/// libarchive turns names into the thread's character set, and loses those that do not fit: the one of a new process is ASCII.
enum UTF8Names {
    static func with<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        guard let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return try body() }
        let previous = uselocale(utf8)
        defer {
            uselocale(previous)
            freelocale(utf8)
        }
        return try body()
    }
}

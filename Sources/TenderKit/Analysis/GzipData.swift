import CArchive

/// Bytes in gzip form, through libarchive.
enum GzipData {
    /// - Parameter bytes: at least one.
    /// - Returns: nil when libarchive cannot do it.
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        guard let archive = archive_write_new() else { return nil }
        defer { archive_write_free(archive) }
        guard archive_write_add_filter_gzip(archive) == ARCHIVE_OK, archive_write_set_format_raw(archive) == ARCHIVE_OK,
            // No time in the header: the same bytes in, the same bytes out.
            archive_write_set_filter_option(archive, "gzip", "timestamp", nil) == ARCHIVE_OK,
            let entry = archive_entry_new()
        else { return nil }
        defer { archive_entry_free(entry) }
        archive_entry_set_filetype(entry, UInt32(S_IFREG))
        var used = 0
        // What cannot be made smaller grows by some bytes for each 16 KiB.
        let room = bytes.count + bytes.count / 1_000 + 4_096
        var isPacked = false
        // The buffer stays where it is until archive_write_close has filled it.
        let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            isPacked =
                archive_write_open_memory(archive, buffer.baseAddress, room, &used) == ARCHIVE_OK
                && archive_write_header(archive, entry) == ARCHIVE_OK
                && archive_write_data(archive, bytes, bytes.count) == bytes.count
                && archive_write_close(archive) == ARCHIVE_OK
            count = isPacked ? used : 0
        }
        return isPacked ? packed : nil
    }

    /// nil for bytes that ``pack(_:)`` did not make, and for more than `limit` bytes.
    static func unpack(_ packed: [UInt8], limit: Int) -> [UInt8]? {
        guard let archive = archive_read_new() else { return nil }
        defer { archive_read_free(archive) }
        guard archive_read_support_filter_gzip(archive) == ARCHIVE_OK,
            archive_read_support_format_raw(archive) == ARCHIVE_OK
        else { return nil }
        // The bytes outlive every call on the archive, which ends inside the closure.
        return packed.withUnsafeBytes { source -> [UInt8]? in
            var entry: OpaquePointer?
            guard archive_read_open_memory(archive, source.baseAddress, source.count) == ARCHIVE_OK,
                archive_read_next_header(archive, &entry) == ARCHIVE_OK,
                // Without it other bytes would pass as they are.
                archive_filter_code(archive, 0) == ARCHIVE_FILTER_GZIP
            else { return nil }
            var bytes: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = archive_read_data(archive, &chunk, chunk.count)
                if count == 0 { break }
                guard count > 0, bytes.count + count <= limit else { return nil }
                bytes += chunk[..<count]
            }
            archive_read_close(archive)
            return bytes
        }
    }
}

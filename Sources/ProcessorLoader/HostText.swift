import CTrubuildProcessor

/// Text and bytes of a processor, checked before anything else sees them.
enum HostText {
    /// The bytes of a slice; nil when it has a length and no address.
    static func bytes(of slice: trubuild_plugin_slice) -> UnsafeRawBufferPointer? {
        guard slice.len > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        guard let start = slice.ptr, let count = Int(exactly: slice.len) else { return nil }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// The bytes of a text, cut between two characters when there are more than `limit`; nil when they are not UTF-8.
    static func utf8(of slice: trubuild_plugin_slice, limit: Int) -> UnsafeRawBufferPointer? {
        guard let bytes = bytes(of: slice) else { return nil }
        let text = UnsafeRawBufferPointer(rebasing: bytes[..<cut(bytes, limit: limit)])
        return isUTF8(text) ? text : nil
    }

    /// The text of a slice without U+0000, which the database cannot hold; nil when it is not UTF-8.
    static func string(of slice: trubuild_plugin_slice, limit: Int) -> String? {
        guard let utf8 = utf8(of: slice, limit: limit) else { return nil }
        guard utf8.contains(0) else { return String(decoding: utf8, as: UTF8.self) }
        return String(decoding: utf8.filter { $0 != 0 }, as: UTF8.self)
    }

    /// A text of ours, cut between two characters when it has more than `limit` bytes.
    static func cut(_ text: String, limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var text = text
        return text.withUTF8 { utf8 in
            String(decoding: utf8[..<cut(UnsafeRawBufferPointer(utf8), limit: limit)], as: UTF8.self)
        }
    }

    private static func cut(_ bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
        guard bytes.count > limit else { return bytes.count }
        var end = limit
        // A character has at most three bytes behind its first; more of them are not UTF-8 anyway.
        while end > max(limit - 3, 0), bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        do {
            _ = try UTF8Span(validating: bytes.bindMemory(to: UInt8.self).span)
            return true
        } catch {
            return false
        }
    }
}

import CTrubuildProcessor

extension trubuild_host_slice {
    /// A copy of the bytes.
    var bytes: [UInt8] {
        [UInt8](UnsafeBufferPointer(start: ptr, count: ptr == nil ? 0 : Int(clamping: len)))
    }

    /// A copy as text; broken UTF-8 becomes U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// nil when empty.
    var nonEmptyText: String? { len == 0 ? nil : text }
}

extension trubuild_plugin_slice {
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.init(ptr: bytes.baseAddress, len: UInt64(bytes.count))
    }
}

/// The bytes of a text as a slice that is valid in `body` only.
func withSlice<R>(_ text: String, _ body: (trubuild_plugin_slice) throws -> R) rethrows -> R {
    var text = text
    return try text.withUTF8 { try body(trubuild_plugin_slice($0)) }
}

/// Bytes as a slice that is valid in `body` only.
func withSlice<R>(_ bytes: [UInt8], _ body: (trubuild_plugin_slice) throws -> R) rethrows -> R {
    try bytes.withUnsafeBufferPointer { try body(trubuild_plugin_slice($0)) }
}

/// A copy of a struct that may be shorter or longer than the one known here: what its maker did not know stays zero.
func copyKnownPart<T: BitwiseCopyable>(of source: UnsafePointer<T>, size: UInt32, into zeroed: T) -> T {
    var copy = zeroed
    withUnsafeMutableBytes(of: &copy) { target in
        target.copyMemory(from: UnsafeRawBufferPointer(start: source, count: min(Int(size), target.count)))
    }
    return copy
}

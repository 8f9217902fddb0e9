import Glibc

/// Why something could not be spooled, or read back.
public struct SpoolError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        /// Over ``Spool/limit``.
        case full
        /// The system refused; most likely the disk is full.
        case system
    }

    public let code: Code
    /// What was seen.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    init(_ call: String, _ number: Int32) {
        var buffer = [CChar](repeating: 0, count: 128)
        let isKnown = strerror_r(number, &buffer, buffer.count) == 0
        let reason =
            isKnown
            ? String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "\(number)"
        self.init(.system, "\(call): \(reason)")
    }
}

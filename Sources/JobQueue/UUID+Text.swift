package import Foundation

/// Ids cross between the database, the runners and the log as text, several times a run, and Foundation reads them with
/// `sscanf`.
extension UUID {
    /// The form that PostgreSQL writes: 36 characters, lower case.
    package var text: String {
        withUnsafeBytes(of: uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var position = 0
                for (index, byte) in bytes.enumerated() {
                    if Self.hasHyphen(before: index) {
                        text[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    text[position] = Self.digit(byte >> 4)
                    text[position + 1] = Self.digit(byte & 15)
                    position += 2
                }
                return position
            }
        }
    }

    /// Reads 36 characters as PostgreSQL writes them, in either case; nil for anything else.
    package init?(text: UnsafeRawBufferPointer) {
        guard text.count == 36 else { return nil }
        var bytes: (UInt64, UInt64) = (0, 0)
        let isRead = withUnsafeMutableBytes(of: &bytes) { bytes in
            var position = 0
            for index in bytes.indices {
                if Self.hasHyphen(before: index) {
                    guard text[position] == UInt8(ascii: "-") else { return false }
                    position += 1
                }
                guard let high = Self.value(text[position]), let low = Self.value(text[position + 1]) else {
                    return false
                }
                bytes[index] = high << 4 | low
                position += 2
            }
            return true
        }
        guard isRead else { return nil }
        self = withUnsafeBytes(of: bytes) { $0.loadUnaligned(as: UUID.self) }
    }

    /// Before which of the 16 bytes a hyphen stands.
    private static func hasHyphen(before index: Int) -> Bool { index == 4 || index == 6 || index == 8 || index == 10 }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

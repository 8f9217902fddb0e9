/// Sizes as people write them: `512MiB`, `4GiB`, `1GB`, or a number of bytes.
enum ByteCountText {
    private static let units: [(String, Double)] = [
        ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("TiB", 1_099_511_627_776), ("kB", 1e3), ("MB", 1e6),
        ("GB", 1e9),
        ("TB", 1e12),
    ]

    static func parse(_ text: String) -> UInt64? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite else { return nil }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let scale = units.first(where: { $0.0 == unit })?.1 else { return nil }
        return UInt64(exactly: (number * scale).rounded())
    }

    /// `4 GiB`, `1.5 GiB`, `300 MiB`.
    static func describe(_ bytes: UInt64) -> String {
        for (unit, scale) in units[..<3].reversed() where Double(bytes) >= scale {
            let tenths = Int((Double(bytes) / scale * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return "\(bytes) bytes"
    }
}

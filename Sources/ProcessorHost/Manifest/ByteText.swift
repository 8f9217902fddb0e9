/// Sizes as people write them: `64MiB`, `8 KiB`, `1GB`, `500B`, or a number of bytes.
public enum ByteText {
    private typealias Unit = (name: String, bytes: Double)
    private static let units: [Unit] = [
        ("TiB", 1_099_511_627_776), ("GiB", 1_073_741_824), ("MiB", 1_048_576), ("KiB", 1024), ("B", 1),
    ]
    /// Understood, but never written.
    private static let decimalUnits: [Unit] = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]

    /// nil for what is no size.
    public static func parse(_ text: String) -> UInt64? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite else { return nil }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard !unit.isEmpty else { return UInt64(exactly: number) }
        guard let scale = (units + decimalUnits).first(where: { $0.name == unit })?.bytes else { return nil }
        return UInt64(exactly: (number * scale).rounded())
    }

    /// `64 MiB`, `1.5 KiB`, `1000003 B`: exact, so that what is shown can be written.
    public static func describe(_ bytes: UInt64) -> String {
        for unit in units where Double(bytes) >= unit.bytes {
            let hundredths = Double(bytes) / unit.bytes * 100
            guard hundredths == hundredths.rounded() else { continue }
            let text =
                hundredths.truncatingRemainder(dividingBy: 100) == 0
                ? "\(bytes / UInt64(unit.bytes))" : "\(hundredths / 100)"
            return "\(text) \(unit.name)"
        }
        return "\(bytes) B"
    }

    /// What was measured, to a tenth: `1.5 GiB`, `300 MiB`.
    public static func roughly(_ bytes: UInt64) -> String {
        guard let unit = units.first(where: { Double(bytes) >= $0.bytes }), unit.bytes > 1 else { return "\(bytes) B" }
        let tenths = Int((Double(bytes) / unit.bytes * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) \(unit.name)" : "\(tenths / 10).\(tenths % 10) \(unit.name)"
    }
}

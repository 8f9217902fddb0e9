/// Numbers as the App shows them.
enum Figure {
    /// One decimal; none for a whole number.
    static func one(_ value: Double) -> String { plain(rounded(value, to: 1)) }

    /// At most two decimals.
    static func two(_ value: Double) -> String { plain(rounded(value, to: 2)) }

    /// Half away from zero.
    static func rounded(_ value: Double, to decimals: Int) -> Double {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        let scaled = (value * factor).rounded()
        // No minus sign for nothing.
        return scaled.isFinite ? scaled / factor + 0 : value
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}

enum Mean {
    static func plain(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// The plain mean where no value has weight; nil without values.
    static func weighted(_ values: [(value: Double, weight: Double)]) -> Double? {
        let total = values.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return plain(values.map(\.value)) }
        return values.reduce(0) { $0 + $1.value * $1.weight } / total
    }
}

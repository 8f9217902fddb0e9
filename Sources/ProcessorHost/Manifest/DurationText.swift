/// Durations as people write them: `250ms`, `30s`, `10m`, `2h`, or a number of seconds.
enum DurationText {
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite else { return nil }
        let seconds: Double
        switch text.dropFirst(digits.count) {
        case "ms": seconds = number / 1000
        case "s": seconds = number
        case "m": seconds = number * 60
        case "h": seconds = number * 3600
        default: return nil
        }
        return duration(seconds: seconds)
    }

    /// nil for what is no length of time: negative, or longer than a century.
    static func duration(seconds: Double) -> Duration? {
        guard seconds >= 0, seconds < 3.2e9 else { return nil }
        return .nanoseconds(Int64((seconds * 1e9).rounded()))
    }

    /// `10 s`, `1.2 s`, `250 ms`, `30 min`.
    static func describe(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds >= 7200 { return "\(trimmed(seconds / 3600)) h" }
        if seconds >= 120 { return "\(trimmed(seconds / 60)) min" }
        return "\(trimmed(seconds)) s"
    }

    /// With at most one digit after the point.
    private static func trimmed(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

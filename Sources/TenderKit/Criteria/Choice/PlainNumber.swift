/// Numbers for people and for JSON: no more digits than needed.
enum PlainNumber {
    static func short(_ value: Double) -> String {
        let rounded = (value * 1_000_000).rounded() / 1_000_000
        if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
        return "\(rounded)"
    }

    static func signed(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return (rounded < 0 ? "" : "+") + short(rounded)
    }
}

/// A bound that the project has set itself, as a ratio within one run wherever it can be one.
struct Aim {
    var text: String
    /// What was measured; nil when that part did not run.
    var value: Double?
    var isMet: (Double) -> Bool

    static func atLeast(_ bound: Double, _ text: String, _ value: Double?) -> Aim {
        Aim(text: "\(text) ≥ \(Figure("", bound).text)", value: value) { $0 >= bound }
    }

    static func atMost(_ bound: Double, _ text: String, _ value: Double?) -> Aim {
        Aim(text: "\(text) ≤ \(Figure("", bound).text)", value: value) { $0 <= bound }
    }

    /// nil when it was not measured.
    var line: String? {
        value.map { "  \(isMet($0) ? "met   " : "MISSED") \(text): \(Figure("", $0).text)" }
    }
}

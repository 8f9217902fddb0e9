import Foundation

/// One number of a measurement.
struct Figure {
    /// Its key in the JSON file, and with spaces the head of its column.
    var name: String
    var value: Double

    init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }

    func named(_ name: String) -> Figure { Figure(name, value) }

    var text: String {
        let size = abs(value)
        let digits = value == value.rounded() && size < 1e6 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4
        return String(format: "%.\(digits)f", value)
    }
}

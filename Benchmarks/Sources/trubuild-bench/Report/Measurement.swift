/// One row of the table.
struct Measurement {
    var part: String
    var name: String
    var figures: [Figure]

    subscript(_ figure: String) -> Double? { figures.first { $0.name == figure }?.value }
}

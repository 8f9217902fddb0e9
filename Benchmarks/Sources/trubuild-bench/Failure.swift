/// Why a measurement could not be made: what was wanted, and what was seen.
struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

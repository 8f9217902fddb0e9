/// A date of a document, with where it stands and what its words say.
struct DateOccurrence {
    var mention: DateMention
    var score: EventScore?
    var amends: Bool
    /// Which document of the package, which block of it.
    var document: Int
    var block: Int
    /// The table that it stands in.
    var table: Int?
    var page: Int?
    /// The number of the addendum that states it; 0 for the documents as issued.
    var addendum: Int
    /// Its column is that of a lot: others have their own.
    var isOfLot = false
    /// The day, and the last one of a range, once they are settled.
    var day: CivilDate?
    var lastDay: CivilDate?
    /// How they were settled.
    var notes: [String] = []
}

/// A page as words with boxes. Points, from the top left corner.
struct PDFPage: Equatable {
    var number: Int
    var width: Double
    var height: Double
    var words: [PDFWord]
}

/// A word in the order of the page: a right-to-left word still has its last letter first.
struct PDFWord: Equatable {
    var text: String
    var xMin: Double
    var yMin: Double
    var xMax: Double
    var yMax: Double

    /// Approximates the font's size: about 1.2 times it.
    var height: Double { yMax - yMin }
    var middle: Double { (yMin + yMax) / 2 }
}

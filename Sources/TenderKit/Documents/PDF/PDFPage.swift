/// A page as words with boxes. Points, from the top left corner.
struct PDFPage: Equatable {
    var number: Int
    var width: Double
    var height: Double
    var words: [PDFWord]
}

/// A word in the order of the page: a right-to-left word still has its last letter first, unless it was recognised.
struct PDFWord: Equatable {
    var text: String
    var xMin: Double
    var yMin: Double
    var xMax: Double
    var yMax: Double
    /// The letters are in reading order already.
    var isLogical = false

    /// Approximates the font's size: about 1.2 times it.
    var height: Double { yMax - yMin }
    var middle: Double { (yMin + yMax) / 2 }
}

extension PDFPage {
    /// Whether the page has text that can be read: fonts without a character map give words without letters.
    var hasUsableText: Bool {
        let readable = words.count { word in
            TextHygiene.hasWord(word.text) && !word.text.unicodeScalars.contains(where: Self.isUnmapped)
        }
        return readable > 0 && readable * 2 >= words.count { $0.text.count > 1 || TextHygiene.hasWord($0.text) }
    }

    /// Adds the words of a page that was recognised where this one has none.
    mutating func add(_ page: PDFPage) {
        let own = words
        words += page.words.filter { word in
            let x = (word.xMin + word.xMax) / 2
            return !own.contains { $0.xMin <= x && x <= $0.xMax && $0.yMin <= word.middle && word.middle <= $0.yMax }
        }
    }

    private static func isUnmapped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFFFD || (0xE000...0xF8FF).contains(scalar.value)
    }
}

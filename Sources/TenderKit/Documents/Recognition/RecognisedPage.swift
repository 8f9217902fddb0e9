/// What was read from the picture of a page: words with boxes, in pixels from the top left corner.
struct RecognisedPage: Equatable {
    struct Word: Equatable {
        /// In reading order, without bidi controls.
        var text: String
        var xMin: Double
        var xMax: Double
        /// Of its letters.
        var height: Double
        /// 0 to 100.
        var confidence: Double
    }

    /// A line of text as the recognition found it; cells of a table are lines of their own.
    struct Line: Equatable {
        var xMin: Double
        /// Height of the baseline at ``xMin``, and how much it falls for each pixel to the right.
        var baseline: Double
        var slope: Double
        /// From the top of tall letters to the bottom of long ones: about the font's size.
        var size: Double
        var descent: Double
        var words: [Word]

        /// The size, unless the words' letters are far too small for it: two lines were taken for one.
        var typeSize: Double {
            let heights = words.map(\.height).sorted()
            guard !heights.isEmpty, heights[heights.count / 2] < 0.6 * size else { return size }
            return heights[heights.count / 2] / 0.8
        }
    }

    var width: Double
    var height: Double
    var lines: [Line] = []
    /// Words beyond the limit.
    var wordsLeftOut = 0

    /// Mean over all letters, 0 to 100; nil without any.
    var confidence: Double? {
        let words = lines.flatMap(\.words).filter { TextHygiene.hasWord($0.text) }
        let letters = words.reduce(0) { $0 + $1.text.count }
        guard letters > 0 else { return nil }
        return words.reduce(0) { $0 + $1.confidence * Double($1.text.count) } / Double(letters)
    }

    /// Words within lines of text that are too uncertain to be used; specks stand alone.
    var unreadWords: Int {
        lines.reduce(0) { count, line in
            let words = line.words.filter { TextHygiene.hasWord($0.text) }
            let unread = words.count { $0.confidence < Self.leastConfidence }
            return unread < words.count ? count + unread : count
        }
    }

    /// Below it a word is more often wrong than right; specks and parts of pictures are there.
    static let leastConfidence = 30.0

    /// As a page of words, straightened, with the line heights that a PDF's words have.
    /// - Parameter scale: points per pixel.
    func page(_ number: Int, scale: Double) -> PDFPage {
        let slope = pageSlope
        let usual = usualSize
        var words: [(line: Int, word: PDFWord)] = []
        for (index, line) in lines.enumerated() {
            let kept = Self.withBullet(Self.repaired(line.words.filter(Self.isText), size: line.size))
            guard let first = line.words.first, let last = line.words.last else { continue }
            // The size of a line is a guess from its letters: lines near the page's usual size have that.
            let size = abs(line.typeSize - usual) < 0.2 * usual ? usual : line.typeSize
            let descent = min(line.descent, 0.35 * size)
            let middle = (min(first.xMin, last.xMin) + max(first.xMax, last.xMax)) / 2
            let base = line.baseline + line.slope * (middle - line.xMin) - slope * middle
            let shift = slope * line.baseline
            for word in kept {
                let box = PDFWord(
                    text: word.text, xMin: (word.xMin + shift) * scale,
                    yMin: (base - 1.1 * size + descent) * scale, xMax: (word.xMax + shift) * scale,
                    yMax: (base + descent + 0.1 * size) * scale, isLogical: true)
                words.append((index, box))
            }
        }
        return PDFPage(number: number, width: width * scale, height: height * scale, words: Self.distinct(words))
    }

    /// Where lines are hard to tell apart, a word is recognised twice, once in each of two lines: the longer one is kept.
    private static func distinct(_ words: [(line: Int, word: PDFWord)]) -> [PDFWord] {
        let sorted = words.sorted { ($0.word.yMin, $0.word.xMin) < ($1.word.yMin, $1.word.xMin) }
        var dropped = Set<Int>()
        for (index, (line, word)) in sorted.enumerated() {
            var other = index + 1
            while other < sorted.count, sorted[other].word.yMin < word.middle {
                let next = sorted[other].word
                let shared = min(word.xMax, next.xMax) - max(word.xMin, next.xMin)
                if sorted[other].line != line, shared > 0.6 * min(word.xMax - word.xMin, next.xMax - next.xMin) {
                    dropped.insert(word.text.count >= next.text.count ? other : index)
                }
                other += 1
            }
        }
        return sorted.indices.filter { !dropped.contains($0) }.map { sorted[$0].word }
    }

    /// The boxes of Arabic words are at times far too wide or too narrow, while their order is right: each ends where the word
    /// before it begins.
    private static func repaired(_ words: [Word], size: Double) -> [Word] {
        var words = words
        func isArabic(_ index: Int) -> Bool {
            words.indices.contains(index) && words[index].text.unicodeScalars.contains(where: VisualOrder.isRightToLeft)
        }
        for index in words.indices where isArabic(index) {
            if isArabic(index - 1), words[index].xMax > words[index - 1].xMin {
                words[index].xMax = max(words[index].xMin + 1, words[index - 1].xMin - 0.2 * size)
            }
            let width = words[index].xMax - words[index].xMin
            if isArabic(index + 1), width < 0.15 * size * Double(words[index].text.count) {
                words[index].xMin = min(words[index].xMin, words[index + 1].xMax + 0.2 * size)
            }
        }
        return words
    }

    /// How far the page was turned when it was scanned: the median of its lines, weighted by their words.
    private var pageSlope: Double {
        let slopes = lines.filter { $0.words.count >= 3 && abs($0.slope) < 0.1 }
            .flatMap { Array(repeating: $0.slope, count: $0.words.count) }.sorted()
        return slopes.isEmpty ? 0 : slopes[slopes.count / 2]
    }

    private var usualSize: Double {
        let sizes = lines.flatMap { Array(repeating: $0.typeSize, count: $0.words.count) }.sorted()
        return sizes.isEmpty ? 1 : sizes[sizes.count / 2]
    }

    /// Not the rules of a table, which are read as letters like `|`.
    private static func isText(_ word: Word) -> Bool {
        guard word.confidence >= leastConfidence else { return false }
        return TextHygiene.hasWord(word.text) || !word.text.allSatisfy { "|¦_~=\\[]{}<>—'`‘’“”\"".contains($0) }
    }

    /// A bullet is read as a letter that looks like it.
    private static func withBullet(_ words: [Word]) -> [Word] {
        guard words.count > 1, let first = words.first, let mark = first.text.first, first.text.count == 1 else {
            return words
        }
        let isLetter = "eo".contains(mark) && words[1].text.first?.isUppercase == true
        guard isLetter || "©«»¢°®¤*٠".contains(mark) else { return words }
        var words = words
        words[0].text = "•"
        return words
    }
}

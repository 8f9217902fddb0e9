/// A number with what it counts: *15 years*, *70 %*, *five labour categories*.
struct Quantity: Sendable, Equatable {
    var value: Double
    /// Hashes of the words that follow; the percent sign is one of them.
    var units: [UInt64]
    /// Asked for at most, not at least.
    var isLimit = false

    /// The numbers of a text with the three words that follow each, or with the header of their column.
    static func all(in words: ArraySlice<Word>) -> [Quantity] {
        var quantities: [Quantity] = []
        for index in words.indices {
            guard let value = value(words[index]), value != 1, !isOrdinal(words, index) else { continue }
            var units: [UInt64] = []
            for next in words[(index + 1)...].prefix(5) {
                if next.flags.contains(.afterEnd) || units.count == 3 { break }
                if next.flags.contains(.stop) || next.flags.contains(.number) { continue }
                units.append(sameUnits[next.hash] ?? next.hash)
            }
            quantities.append(Quantity(value: value, units: units, isLimit: isLimit(words, before: index)))
        }
        return quantities
    }

    /// How far a text meets it: 1 when it does, nil when it says no such number.
    func met(by offered: [Quantity], listed: Int) -> Double? {
        var best: Double?
        for offer in offered where !units.isEmpty && offer.units.contains(where: units.contains) {
            let ratio = isLimit ? value / max(offer.value, 0.001) : offer.value / max(value, 0.001)
            best = max(best ?? 0, min(1, ratio))
        }
        // A list of five names is five of them.
        if value <= 12, listed > 2 { best = max(best ?? 0, min(1, Double(listed) / value)) }
        return best
    }

    private static func value(_ word: Word) -> Double? {
        word.flags.contains(.number) ? (word.number.isNaN ? nil : word.number) : numberWords[word.hash]
    }

    /// `1)`, `ISO 9001`, `02-01`: numbers that count nothing.
    private static func isOrdinal(_ words: ArraySlice<Word>, _ index: Int) -> Bool {
        if words[index].flags.contains(.afterHyphen) { return true }
        guard index + 1 < words.endIndex else { return false }
        let next = words[index + 1]
        if next.flags.contains(.afterClosing) && words[index].flags.contains(.afterOpening) { return true }
        return next.flags.contains(.afterHyphen) && next.flags.contains(.number)
    }

    private static func isLimit(_ words: ArraySlice<Word>, before index: Int) -> Bool {
        words[max(words.startIndex, index - 3)..<index].contains { limitWords.contains($0.hash) }
    }

    private static func hashes(_ words: [String]) -> [UInt64] {
        let stemmer = Stemmer()
        return words.map { WordHash.of(stemmer.stem(WordFolding.fold($0))) }
    }

    /// Units of both languages, each as one of them.
    private static let sameUnits: [UInt64: UInt64] = {
        let units = [
            ["year", "yr", "سنة", "سنوات", "عام", "اعوام", "عاما"], ["month", "شهر", "اشهر", "شهور", "شهرا"],
            ["week", "اسبوع", "اسابيع"], ["day", "يوم", "ايام", "يوما"], ["hour", "ساعة", "ساعات"],
            ["project", "مشروع", "مشاريع", "مشروعا"], ["m2", "sqm", "م2"],
            ["employee", "staff", "people", "موظف", "موظفين", "عامل"],
        ]
        var same: [UInt64: UInt64] = [:]
        for unit in units {
            let all = hashes(unit)
            for hash in all { same[hash] = all[0] }
        }
        return same
    }()

    private static let limitWords = Set(hashes(["within", "maximum", "exceed", "than", "خلال", "اقصى", "يتجاوز"]))

    private static let numberWords: [UInt64: Double] = {
        let words = [
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
            ["واحد", "اثنين", "ثلاثة", "اربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
            ["واحدة", "اثنان", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر"],
        ]
        var values: [UInt64: Double] = [:]
        for list in words {
            for (index, hash) in hashes(list).enumerated() { values[hash] = Double(index + 1) }
        }
        return values
    }()
}

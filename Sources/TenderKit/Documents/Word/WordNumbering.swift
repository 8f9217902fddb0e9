/// `word/numbering.xml`: the lists, and the count of each while the document is read.
final class WordNumbering: XMLHandler {
    /// What a paragraph or style says of its list.
    struct Reference: Equatable {
        var list: String?
        var level: Int?
    }

    private struct Level {
        var start = 1
        var format = "decimal"
        var text = ""
        var isLegal = false
    }

    private struct Definition {
        var levels: [Int: Level] = [:]
        var styleLink: String?
        var numStyleLink: String?
    }

    private struct List {
        var definition: String
        var starts: [Int: Int] = [:]
        var overrides: [Int: Level] = [:]
    }

    private var definitions: [String: Definition] = [:]
    private var lists: [String: List] = [:]
    /// By definition: lists of one definition count on, unless they restart.
    private var counters: [String: [Int: Int]] = [:]
    private var started: Set<String> = []

    private var definition: String?
    private var list: String?
    private var level: Int?
    private var open = Level()
    private var isOverride = false

    /// The marker of the next item of a list, and whether it is a bullet; nil when the list is unknown or shows nothing.
    func next(_ reference: Reference) -> (marker: String, isBullet: Bool)? {
        guard let id = reference.list, let list = lists[id] else { return nil }
        let depth = min(max(0, reference.level ?? 0), 8)
        let key = resolve(list.definition)
        var counts = counters[key] ?? [:]
        if started.insert(id).inserted {
            for (level, start) in list.starts { counts[level] = start - 1 }
        }
        let level = list.overrides[depth] ?? definitions[key]?.levels[depth] ?? Level()
        counts[depth] = (counts[depth] ?? level.start - 1) + 1
        for deeper in counts.keys where deeper > depth { counts[deeper] = nil }
        counters[key] = counts
        if level.format == "bullet" { return (Self.bullet(level.text), true) }
        let marker = render(level, list: list, key: key, counts: counts)
        return marker.isEmpty ? nil : (marker, false)
    }

    /// What a list begins with, in Word's own bounds: a marker's length grows with its number.
    private static func start(_ attributes: XMLAttributes) -> Int {
        min(max(0, attributes.int("val") ?? 1), 32_767)
    }

    private func render(_ level: Level, list: List, key: String, counts: [Int: Int]) -> String {
        var out = ""
        var escaped = false
        for character in level.text {
            if escaped, let number = character.wholeNumberValue, (1...9).contains(number) {
                let other = list.overrides[number - 1] ?? definitions[key]?.levels[number - 1] ?? Level()
                let count = counts[number - 1] ?? other.start
                out += NumberStyle.render(count, format: level.isLegal ? "decimal" : other.format)
                escaped = false
            } else if character == "%" {
                escaped = true
            } else {
                out.append(character)
            }
        }
        return String(out.trimmed())
    }

    /// A definition may point to the one that a list style holds.
    private func resolve(_ id: String) -> String {
        guard let link = definitions[id]?.numStyleLink else { return id }
        return definitions.filter { $0.value.styleLink == link }.map(\.key).min() ?? id
    }

    private static func bullet(_ text: String) -> String {
        let clean = TextHygiene.clean(text)
        guard let first = clean.unicodeScalars.first, first.value < 0xE000 || first.value > 0xF8FF else { return "•" }
        return clean
    }

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "abstractNum":
            definition = attributes["abstractNumId"]
            if let definition { definitions[definition] = Definition() }
        case "num":
            list = attributes["numId"]
        case "abstractNumId":
            if let list, let id = attributes["val"] { lists[list] = List(definition: id) }
        case "styleLink": if let definition { definitions[definition]?.styleLink = attributes["val"] }
        case "numStyleLink": if let definition { definitions[definition]?.numStyleLink = attributes["val"] }
        case "lvlOverride": level = attributes.int("ilvl")
        case "startOverride":
            if let list, let level { lists[list]?.starts[level] = Self.start(attributes) }
        case "lvl":
            level = attributes.int("ilvl")
            open = Level()
        case "start": open.start = Self.start(attributes)
        case "numFmt": open.format = attributes["val"] ?? "decimal"
        case "lvlText": open.text = attributes["val"] ?? ""
        case "isLgl": open.isLegal = attributes.flag("val") ?? true
        default: break
        }
    }

    func end(_ element: String) {
        switch element {
        case "lvl":
            guard let level else { return }
            if let list {
                lists[list]?.overrides[level] = open
            } else if let definition {
                definitions[definition]?.levels[level] = open
            }
        case "abstractNum": definition = nil
        case "num": list = nil
        default: break
        }
    }
}

/// Numbers of lists in the forms that Word has.
enum NumberStyle {
    static func render(_ number: Int, format: String) -> String {
        switch format {
        case "none": ""
        case "decimalZero": number < 10 ? "0\(number)" : String(number)
        case "lowerLetter": letters(number).lowercased()
        case "upperLetter": letters(number)
        case "lowerRoman": roman(number).lowercased()
        case "upperRoman": roman(number)
        case "arabicAlpha": arabic(number, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي")
        case "arabicAbjad": arabic(number, "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")
        default: String(number)
        }
    }

    /// A, B, … Z, AA, BB: Word repeats the letter.
    private static func letters(_ number: Int) -> String {
        guard number > 0, number <= 780 else { return String(number) }
        let letter = Unicode.Scalar(UInt8(65 + (number - 1) % 26))
        return String(repeating: String(letter), count: (number - 1) / 26 + 1)
    }

    private static func arabic(_ number: Int, _ alphabet: String) -> String {
        guard number > 0, number <= alphabet.count else { return String(number) }
        return String(Array(alphabet)[number - 1])
    }

    private static func roman(_ number: Int) -> String {
        guard number > 0, number < 4000 else { return String(number) }
        var rest = number
        var out = ""
        for (value, digits) in [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ] {
            while rest >= value {
                out += digits
                rest -= value
            }
        }
        return out
    }
}

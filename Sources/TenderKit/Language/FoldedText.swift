import Foundation

/// Text reduced to what two spellings of one thing share, so that words can be looked up in it.
///
/// Compatibility forms, case, Arabic vowel marks, tatweel and letter variants, punctuation and the English plural are
/// gone; words stand between single spaces, and a space stands at both ends.
enum FoldedText {
    static func fold(_ text: String) -> String {
        var out = " "
        for word in words(text) {
            out += word
            out += " "
        }
        return out
    }

    /// The words of a text, each folded.
    static func words(_ text: String) -> [String] {
        var text = text
        // The buffer is read only inside the closure, within its count.
        if let plain = text.withUTF8({ Self.words(ascii: $0) }) { return plain }
        var words: [String] = []
        var word = ""
        for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            if let letter = folded(scalar) {
                word.unicodeScalars.append(letter)
            } else if !isMark(scalar), !word.isEmpty {
                words.append(singular(word))
                word = ""
            }
        }
        if !word.isEmpty { words.append(singular(word)) }
        return words
    }

    /// The same for plain English, byte by byte: most of what is looked at.
    /// - Returns: nil when it is none.
    private static func words(ascii text: UnsafeBufferPointer<UInt8>) -> [String]? {
        guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
        var words: [String] = []
        var word: [UInt8] = []
        func end() {
            guard !word.isEmpty else { return }
            words.append(singular(String(decoding: word, as: UTF8.self)))
            word.removeAll(keepingCapacity: true)
        }
        for byte in text {
            switch byte {
            case 0x61...0x7A, 0x30...0x39: word.append(byte)
            case 0x41...0x5A: word.append(byte | 0x20)
            case 0x27, 0x60: break
            default: end()
            }
        }
        end()
        return words
    }

    static func isArabic(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x0620...0x064A).contains($0.value) }
    }

    /// Marks that stand inside words without being letters: Arabic vowels, tatweel, apostrophes.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x064B...0x065F, 0x0670, 0x0640, 0x27, 0x2019, 0x60: true
        default: false
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0622, 0x0623, 0x0625: "\u{0627}"
        case 0x0649: "\u{064A}"
        case 0x0629: "\u{0647}"
        case 0x0660...0x0669: Unicode.Scalar(UInt8(scalar.value - 0x0660 + 0x30))
        case 0x06F0...0x06F9: Unicode.Scalar(UInt8(scalar.value - 0x06F0 + 0x30))
        case 0x064B...0x065F, 0x0670, 0x0640: nil
        default: scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? scalar : nil
        }
    }

    private static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s"), word.utf8.allSatisfy({ $0 < 128 }) else {
            return word == "criteria" ? "criterion" : word
        }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
        if word.hasSuffix("ies") && word.utf8.count > 4 { return String(word.dropLast(3)) + "y" }
        return String(word.dropLast())
    }
}

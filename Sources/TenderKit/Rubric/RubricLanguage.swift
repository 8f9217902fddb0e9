/// The language that a rubric is written in.
enum RubricLanguage: Sendable {
    case english, arabic

    /// A text in both languages.
    struct Text: Sendable, Equatable {
        var english: String
        var arabic: String

        init(_ english: String, _ arabic: String) {
            self.english = english
            self.arabic = arabic
        }

        func callAsFunction(_ language: RubricLanguage) -> String {
            language == .english ? english : arabic
        }
    }

    /// Counts the letters of either script.
    struct Count {
        private(set) var latin = 0
        private(set) var arabic = 0

        mutating func add(_ text: String) {
            for scalar in text.unicodeScalars {
                switch scalar.value {
                case 0x41...0x5A, 0x61...0x7A: latin += 1
                case 0x0620...0x064A: arabic += 1
                default: break
                }
            }
        }

        var language: RubricLanguage { arabic > latin ? .arabic : .english }
    }
}

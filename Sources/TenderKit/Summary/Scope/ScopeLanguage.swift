/// The language of the document, for the few words of our own.
enum ScopeLanguage {
    case english, arabic

    /// By the letters of most of the text.
    init(of text: String) {
        var arabic = 0
        var latin = 0
        for scalar in text.unicodeScalars.prefix(20_000) {
            if (0x0620...0x064A).contains(scalar.value) { arabic += 1 }
            if scalar.properties.isAlphabetic, scalar.value < 0x250 { latin += 1 }
        }
        self = arabic > latin ? .arabic : .english
    }

    var leadIn: String {
        switch self {
        case .english: "The scope of work includes but is not limited to:"
        case .arabic: "يشمل نطاق العمل على سبيل المثال لا الحصر ما يلي:"
        }
    }

    var nothing: String {
        switch self {
        case .english: "The documents state no scope of work."
        case .arabic: "لا تذكر المستندات نطاق العمل."
        }
    }

    func subject(_ title: String) -> String {
        switch self {
        case .english: "The subject of the tender is **\(title)**."
        case .arabic: "موضوع المنافسة: **\(title)**."
        }
    }
}

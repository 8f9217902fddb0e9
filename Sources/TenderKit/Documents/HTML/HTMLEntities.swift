/// Character references of HTML.
enum HTMLEntities {
    /// Replaces `&amp;`, `&#1575;`, `&#x627;` and the named references of office text; unknown ones stay as they are.
    static func decode(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var out = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            out += rest[..<ampersand]
            let after = rest[rest.index(after: ampersand)...]
            guard let end = after.prefix(12).firstIndex(of: ";"), let value = value(of: after[..<end]) else {
                out.append("&")
                rest = after
                continue
            }
            out += value
            rest = after[after.index(after: end)...]
        }
        return out + rest
    }

    private static func value(of name: some StringProtocol) -> String? {
        guard name.hasPrefix("#") else { return named[String(name)] }
        let digits = name.dropFirst()
        let code =
            digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init).map { String($0) }
    }

    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
        "thinsp": " ", "zwnj": "\u{200C}", "shy": "", "ndash": "–", "mdash": "—", "hyphen": "-", "minus": "−",
        "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«",
        "raquo": "»", "bull": "•", "middot": "·", "hellip": "…", "copy": "©", "reg": "®", "trade": "™", "deg": "°",
        "sect": "§", "para": "¶", "dagger": "†", "times": "×", "divide": "÷", "plusmn": "±", "ne": "≠", "le": "≤",
        "ge": "≥", "asymp": "≈", "infin": "∞", "micro": "µ", "permil": "‰", "frac12": "½", "frac14": "¼",
        "frac34": "¾", "sup1": "¹", "sup2": "²", "sup3": "³", "ordm": "º", "ordf": "ª", "euro": "€", "pound": "£",
        "yen": "¥", "cent": "¢", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "check": "✓", "agrave": "à",
        "aacute": "á", "acirc": "â", "auml": "ä", "aring": "å", "ccedil": "ç", "egrave": "è", "eacute": "é",
        "ecirc": "ê", "iacute": "í", "ntilde": "ñ", "oacute": "ó", "ocirc": "ô", "ouml": "ö", "uacute": "ú",
        "uuml": "ü", "szlig": "ß", "lrm": "", "rlm": "", "num": "#", "percnt": "%", "lpar": "(", "rpar": ")",
        "lowbar": "_", "ast": "*", "vert": "|", "verbar": "|", "lsqb": "[", "rsqb": "]", "colon": ":", "comma": ",",
    ]
}

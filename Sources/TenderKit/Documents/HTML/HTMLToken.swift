/// HTML as it occurs inside Markdown, cut into tags and text. Anything that is no tag is text.
enum HTMLToken: Equatable {
    case open(name: String, attributes: [String: String], isClosed: Bool)
    case close(name: String)
    case text(Substring)

    static func scan(_ html: String) -> [HTMLToken] {
        var tokens: [HTMLToken] = []
        var rest = html[...]
        var textStart = rest.startIndex
        func text(to end: String.Index) {
            if textStart < end { tokens.append(.text(html[textStart..<end])) }
        }
        while let angle = rest.firstIndex(of: "<") {
            if rest[angle...].hasPrefix("<!--") {
                text(to: angle)
                let end = rest[angle...].firstRange(of: "-->")?.upperBound ?? rest.endIndex
                rest = rest[end...]
                textStart = end
            } else if let (token, end) = tag(rest[angle...]) {
                text(to: angle)
                if let token { tokens.append(token) }
                rest = rest[end...]
                textStart = end
            } else {
                rest = rest[rest.index(after: angle)...]
            }
        }
        text(to: html.endIndex)
        return tokens
    }

    /// A tag at the start of `html`, and where it ends; a declaration is a tag without a token.
    private static func tag(_ html: Substring) -> (token: HTMLToken?, end: String.Index)? {
        var reader = html.dropFirst()
        guard let first = reader.first, first.isASCII, first.isLetter || first == "/" || first == "!" || first == "?"
        else { return nil }
        guard let end = closingBracket(reader) else { return nil }
        let after = html.index(after: end)
        if first == "!" || first == "?" { return (nil, after) }
        let isClose = first == "/"
        if isClose { reader = reader.dropFirst() }
        let body = reader[..<end]
        let name = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.lowercased()
        // `<https://…>` and `<name@host>` are links, `<5` is text.
        guard !name.isEmpty else { return nil }
        let tail = body.dropFirst(name.count)
        guard tail.isEmpty || tail.first?.isWhitespace == true || tail.first == "/" else { return nil }
        if isClose { return (.close(name: name), after) }
        return (.open(name: name, attributes: attributes(tail), isClosed: tail.hasSuffix("/")), after)
    }

    /// The `>` that ends a tag, outside of quotes.
    private static func closingBracket(_ text: Substring) -> String.Index? {
        var quote: Character?
        for (index, character) in zip(text.indices, text).prefix(4096) {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == ">" {
                return index
            } else if character == "<" {
                return nil
            } else if character == "\"" || character == "'" {
                let before = text[..<index].last
                if before == "=" { quote = character }
            }
        }
        return nil
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        var rest = text
        func names(_ text: Substring) -> [String] {
            text.split(whereSeparator: { $0.isWhitespace || $0 == "/" }).map { $0.lowercased() }
        }
        while let equals = rest.firstIndex(of: "=") {
            let before = names(rest[..<equals])
            for name in before.dropLast() { found[name] = "" }
            let name = before.last ?? ""
            rest = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "'" {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest.dropFirst(value.count + 2)
            } else {
                value = rest.prefix { !$0.isWhitespace }
                rest = rest.dropFirst(value.count)
            }
            found[name] = String(value)
        }
        for name in names(rest) { found[name] = "" }
        return found
    }
}

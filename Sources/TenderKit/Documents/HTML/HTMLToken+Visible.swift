/// What a reader of the page does not see is no part of the document: scripts, hidden elements, text that is struck out.
extension HTMLToken {
    static func visible(_ html: String) -> [HTMLToken] {
        let tokens = scan(html)
        guard tokens.contains(where: \.isUnseen) else { return tokens }
        let ends = ends(of: tokens)
        var seen: [HTMLToken] = []
        var index = 0
        while index < tokens.count {
            if tokens[index].isUnseen { index = ends[index] ?? index } else { seen.append(tokens[index]) }
            index += 1
        }
        return seen
    }

    /// Where each unseen element ends: at its own closing tag, else before the next block or the end of its own.
    private static func ends(of tokens: [HTMLToken]) -> [Int: Int] {
        var ends: [Int: Int] = [:]
        var open: [String: [Int]] = [:]
        for (index, token) in tokens.enumerated() {
            switch token {
            case .open(let name, _, false) where !empty.contains(name): open[name, default: []].append(index)
            case .close(let name): if let start = open[name]?.popLast(), tokens[start].isUnseen { ends[start] = index }
            default: break
            }
        }
        // A `<p>` need not be closed: from the last one on, so that each token is looked at once.
        var next = tokens.count
        for (index, token) in tokens.enumerated().reversed() {
            switch token {
            case .open(let name, _, _):
                if token.isUnseen, ends[index] == nil {
                    // `Press <S>` is no tag.
                    ends[index] =
                        struck.contains(name) ? index : closed.contains(name) ? tokens.count - 1 : max(index, next - 1)
                }
                if blocks.contains(name) { next = index }
            case .close(let name): if blocks.contains(name) { next = index }
            case .text: break
            }
        }
        return ends
    }

    private var isUnseen: Bool {
        guard case .open(let name, let attributes, let isClosed) = self, !Self.empty.contains(name) else {
            return false
        }
        if Self.unseen.contains(name) { return !isClosed }
        if let hidden = attributes["hidden"] { return hidden != "false" }
        guard let style = attributes["style"] else { return false }
        return style.split(separator: ";").contains { Self.hides($0.lowercased().filter { !$0.isWhitespace }) }
    }

    private static func hides(_ declaration: String) -> Bool {
        switch declaration.replacing("!important", with: "") {
        case "display:none", "visibility:hidden", "visibility:collapse", "opacity:0", "text-decoration:line-through",
            "text-decoration-line:line-through":
            true
        case let size where size.hasPrefix("font-size:0"): size.dropFirst(11).allSatisfy { !"123456789".contains($0) }
        default: false
        }
    }

    private static let blocks = HTMLTable.breaks.union(["body", "table"])
    private static let closed: Set<String> = ["script", "style", "template", "svg", "noscript", "select"]
    private static let struck: Set<String> = ["del", "s", "strike"]
    private static let unseen = closed.union(struck).union(["head"])
    /// Elements without content.
    private static let empty: Set<String> = [
        "br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr",
    ]
}

/// Arrays in PostgreSQL's text form, read by the rules of its manual: for one dimension, with commas.
enum ArrayText {
    /// - Returns: nil for NULL elements; nil as a whole when it is no array.
    static func elements(of text: [UInt8]) -> [[UInt8]?]? {
        guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}"), text.count >= 2 else { return nil }
        var rest = text[1..<text.count - 1]
        if rest.isEmpty { return [] }
        var elements: [[UInt8]?] = []
        while true {
            guard let element = element(&rest) else { return nil }
            elements.append(element)
            if rest.isEmpty { return elements }
            guard rest.popFirst() == UInt8(ascii: ",") else { return nil }
        }
    }

    /// - Returns: nil when there is no element, `.some(nil)` for NULL.
    private static func element(_ rest: inout ArraySlice<UInt8>) -> [UInt8]?? {
        guard rest.first == UInt8(ascii: "\"") else {
            let word = Array(rest.prefix { $0 != UInt8(ascii: ",") })
            rest = rest.dropFirst(word.count)
            if word.isEmpty || word.contains(where: { "{}\"\\".utf8.contains($0) }) { return nil }
            return word == Array("NULL".utf8) ? .some(nil) : .some(word)
        }
        rest = rest.dropFirst()
        var element: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return .some(element)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                element.append(escaped)
            default: element.append(byte)
            }
        }
        return nil
    }
}

// What a member says: its weight, its description, its name's key in the App.
extension ConfiguredCriteriaLeaves {
    /// Names in other scripts have no key in the App; they are told apart by their letters.
    static func key(of name: String) -> String {
        let key = AppKey.of(name)
        if !key.isEmpty { return key }
        let folded = FoldedText.fold(name)
        return folded == " " ? name : folded
    }

    /// A weight or a description that is no value but an object is the name of a criterion.
    static func isCriterion(_ fields: [OrderedJSON.Member]) -> Bool {
        if scalar("weight", of: fields) != nil { return true }
        let hasObject = fields.contains { if case .object = $0.value { true } else { false } }
        return scalar("description", of: fields) != nil && !hasObject
    }

    static func scalar(_ name: String, of fields: [OrderedJSON.Member]) -> OrderedJSON? {
        guard let value = fields.last(where: { $0.key == name })?.value else { return nil }
        switch value {
        case .object, .array: return nil
        case .string, .number, .bool, .null: return value
        }
    }

    /// `15`, `"15%"`, `"15,5"`, `"١٥"`; nil where no number stands or more than one.
    static func weight(_ value: OrderedJSON) -> Double? {
        switch value {
        case .number(let number): return number
        case .string(let text):
            guard text.utf8.count <= 200 else { return nil }
            let plain = Digits.western(text).replacing(",", with: ".")
            let numbers = plain.split { !("0"..."9").contains($0) && $0 != "." }.filter { $0 != "." }
            guard numbers.count == 1, let number = numbers.first.flatMap({ Double($0) }) else { return nil }
            return plain.trimmingWhitespace().hasPrefix("-") ? -number : number
        default: return nil
        }
    }

    static func clean(_ text: String) -> String {
        text.unicodeScalars.contains("\u{0}") ? text.replacing("\u{0}", with: "") : text
    }

    static func shown(_ name: String) -> String { "“\(PrintableName.of(name))”" }
}

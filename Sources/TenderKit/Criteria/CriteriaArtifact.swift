import Foundation

/// The criteria as the App reads them: `{scope: {criterion: {"weight": number, "description": text}}}`.
///
/// Scopes and criteria keep their order in the text. No two names are one for the App, which compares them by their Latin
/// letters and digits alone: a second `Quality` becomes `Quality (2)`, and a name without either gets its number:
/// `الخبرة (1)`.
public struct CriteriaArtifact: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        public var name: String
        public var weight: Double
        public var description: String?
    }

    public struct Scope: Sendable, Equatable {
        public var name: String
        public var items: [Item]
    }

    /// Where criteria go for which the document names no group.
    public static let defaultScope = "Evaluation criteria"

    public private(set) var scopes: [Scope] = []

    /// - Parameters:
    ///   - criteria: those with an empty name are left out.
    ///   - citesSource: ends each description with the file and page.
    public init(_ criteria: [Criterion], citesSource: Bool = false) {
        var names = UniqueNames()
        for criterion in criteria {
            guard let name = names.unique(criterion.name) else { continue }
            let scope = Self.clean(criterion.scope)
            let item = Item(
                name: name, weight: max(0, min(criterion.weight ?? 0, 100)),
                description: Self.description(criterion, citesSource: citesSource))
            add(item, to: scope.isEmpty ? Self.defaultScope : scope)
        }
    }

    private mutating func add(_ item: Item, to name: String) {
        if let index = scopes.firstIndex(where: { $0.name == name }) {
            scopes[index].items.append(item)
        } else {
            scopes.append(Scope(name: name, items: [item]))
        }
    }

    /// The document's words; where it states no weight, a sentence says so, since the App needs a number.
    private static func description(_ criterion: Criterion, citesSource: Bool) -> String? {
        var parts: [String] = []
        // What a cut before it has left: `. Identify the client`.
        let text = criterion.description.map(clean)?.drop { ".,;:،؛ ".contains($0) }
        if let text, !text.isEmpty { parts.append(String(text)) }
        if criterion.weight == nil {
            let isArabic = FoldedText.isArabic(criterion.name)
            parts.append(isArabic ? "لا يذكر المستند وزنًا لهذا المعيار." : "The document states no weight.")
        }
        if citesSource {
            let file = shown(criterion.source.file.split(separator: "/").last.map(String.init) ?? criterion.source.file)
            parts.append(criterion.source.page.map { "(\(file), p. \($0))" } ?? "(\(file))")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// UTF-8 JSON, the same bytes for the same criteria.
    public func json() -> [UInt8] {
        var out = "{"
        for (index, scope) in scopes.enumerated() {
            out += (index > 0 ? ",\n " : "") + Self.quoted(scope.name) + ":{"
            for (index, item) in scope.items.enumerated() {
                out +=
                    (index > 0 ? ",\n  " : "\n  ") + Self.quoted(item.name) + ":{\"weight\":"
                    + PlainNumber.short(item.weight)
                if let description = item.description { out += ",\"description\":" + Self.quoted(description) }
                out += "}"
            }
            out += "}"
        }
        return Array((out + "}").utf8)
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\u{0}": break
            case _ where scalar.value < 0x20: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// A file's name without what would turn the text around or break it.
    private static func shown(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.filter {
                    !$0.properties.isBidiControl && $0.properties.generalCategory != .control
                }))
    }

    private static func clean(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0 != "\u{0}" }.map(Character.init)).trimmingWhitespace()
    }
}

/// Gives names that differ for the App.
private struct UniqueNames {
    private var keys: Set<String> = []
    private var count = 0

    /// The name, numbered where it has to be; nil for a name without a letter or digit.
    mutating func unique(_ name: String) -> String? {
        let name = String(name.unicodeScalars.filter { $0 != "\u{0}" }.map(Character.init)).trimmingWhitespace()
        guard name.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        count += 1
        let key = AppKey.of(name)
        if !key.isEmpty, keys.insert(key).inserted { return name }
        var number = key.isEmpty ? count : 2
        while true {
            let numbered = "\(name) (\(number))"
            if keys.insert(AppKey.of(numbered)).inserted { return numbered }
            number += 1
        }
    }
}

/// How the App compares names: compatibility forms, lower case, everything but Latin letters and digits one space.
public enum AppKey {
    public static func of(_ name: String) -> String {
        var key = ""
        var gap = false
        for scalar in name.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9":
                if gap, !key.isEmpty { key += " " }
                gap = false
                key.unicodeScalars.append(scalar)
            default:
                gap = true
            }
        }
        return key
    }
}

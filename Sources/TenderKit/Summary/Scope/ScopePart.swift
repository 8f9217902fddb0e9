/// A part of a document under one heading, with the parts in it.
struct ScopePart {
    enum Role: Int, Comparable {
        case boilerplate, other, introduction, requirement, scope

        static func < (one: Role, two: Role) -> Bool { one.rawValue < two.rawValue }

        init(heading: String) {
            let folded = EventScore.fold(ScopeUnits.title(heading))
            if ScopeWords.otherScope.occur(in: folded) {
                self = .boilerplate
            } else if ScopeWords.scope.occur(in: folded) || ScopeWords.scopeExactly.equal(folded) {
                self = .scope
            } else if ScopeWords.boilerplate.occur(in: folded) {
                self = .boilerplate
            } else if ScopeWords.requirement.occur(in: folded) {
                self = .requirement
            } else {
                self = ScopeWords.introduction.occur(in: folded) ? .introduction : .other
            }
        }
    }

    var heading: String
    var role: Role
    var level: Int
    /// Blocks after the heading, with those of the parts in it.
    var blocks: Range<Int>
    /// Whether it lies in a part about bidding, money or law, or in a table of contents.
    var isInBoilerplate: Bool

    /// The parts of a document in order; linear in its blocks.
    static func parts(of document: Document) -> [ScopePart] {
        var parts: [ScopePart] = []
        var open: [Int] = []
        func close(_ level: Int, at end: Int) {
            while let last = open.last, parts[last].level >= level {
                parts[last].blocks = parts[last].blocks.lowerBound..<end
                open.removeLast()
            }
        }
        var titles = Titles()
        for block in document.blocks {
            if case .heading = block.kind { titles.insert(block.text) }
        }
        for (index, block) in document.blocks.enumerated() {
            if titles.isContents(block.text) { continue }
            guard let level = level(of: block, isLabelled: open.last.map { parts[$0].level == labelLevel } ?? false)
            else { continue }
            close(level, at: index)
            let role = Role(heading: block.text)
            parts.append(
                ScopePart(
                    heading: block.text, role: role, level: level, blocks: (index + 1)..<(index + 1),
                    isInBoilerplate: false))
            open.append(parts.count - 1)
        }
        close(0, at: document.blocks.count)
        return withBoilerplate(parts, count: document.blocks.count)
    }

    /// Notes which parts lie in one of another kind. A heading over nearly all of the document is its title, and no part.
    private static func withBoilerplate(_ parts: [ScopePart], count: Int) -> [ScopePart] {
        var result: [ScopePart] = []
        var end = 0
        for var part in parts {
            let isTitle = part.blocks.lowerBound <= 15 && part.blocks.count * 10 >= count * 7
            if isTitle, parts.count > 2 { continue }
            part.isInBoilerplate = part.blocks.lowerBound <= end
            if part.role == .boilerplate, !part.isInBoilerplate { end = part.blocks.upperBound }
            result.append(part)
        }
        return result
    }

    /// Below all real headings.
    private static let labelLevel = 50

    /// The level of a heading, or of a short line that is one without looking so: `Scope of work:`.
    private static func level(of block: Block, isLabelled: Bool) -> Int? {
        switch block.kind {
        case .heading(let level): return level
        case .paragraph, .listItem(_, depth: 0):
            guard block.text.utf8.count <= 100, block.text.wordCount <= 8, !block.text.hasSuffix(".") else {
                return nil
            }
            let role = Role(heading: block.text.trimming { "*_ :".contains($0) })
            guard role == .scope || isLabelled && block.text.hasSuffix(":") && role == .boilerplate else { return nil }
            return labelLevel
        default: return nil
        }
    }
}

/// The headings of a document, to tell them from the lines of its table of contents.
struct Titles {
    private var titles: Set<String> = []

    mutating func insert(_ heading: String) {
        titles.insert(FoldedText.fold(ScopeUnits.title(heading)))
    }

    /// Whether a text repeats a heading.
    func repeats(_ text: String) -> Bool {
        titles.contains(FoldedText.fold(ScopeUnits.title(text))) || isContents(text)
    }

    /// Whether a text is a heading with the number of a page: `4.0 Scope 8`.
    func isContents(_ text: String) -> Bool {
        guard text.utf8.count <= 200, let last = text.split(separator: " ").last,
            Digits.western(String(last)).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        return titles.contains(FoldedText.fold(ScopeUnits.title(String(text.dropLast(last.count)))))
    }
}

/// What is to be done, as the App shows it: a sentence, a lead-in, and points, in Markdown.
public struct ScopeOfWork: Sendable, Equatable {
    public enum Source: Sendable, Equatable {
        /// A part of a document that states the scope.
        case scope
        /// No such part: what the documents say of their subject elsewhere.
        case subject
        /// The documents state nothing.
        case nothing
    }

    public var text: String
    public var source: Source
    /// Where it was taken from.
    public var reason: String

    /// Bullets that are shown at most.
    static let bulletLimit = 12
    static let bulletLength = 220
    static let sentenceLength = 320
}

/// Writes the scope of work from a tender's documents.
struct ScopeWriter {
    private struct Found {
        var document: Int
        var part: ScopePart
        var units: ScopeUnits
        var points: Double
    }

    private let documents: [Document]
    private var found: [Found] = []

    static func scope(of documents: [Document], checkCancellation: () throws -> Void) rethrows -> ScopeOfWork {
        var writer = ScopeWriter(documents: documents)
        for index in documents.indices {
            try writer.gather(index, checkCancellation: checkCancellation)
        }
        return writer.write()
    }

    private init(documents: [Document]) {
        self.documents = documents
    }

    // MARK: Parts

    private mutating func gather(_ index: Int, checkCancellation: () throws -> Void) rethrows {
        try checkCancellation()
        let document = documents[index]
        let parts = ScopePart.parts(of: document)
        var titles = Titles()
        for block in document.blocks {
            if case .heading = block.kind { titles.insert(block.text) }
        }
        // A handful of parts say what is to be done; the bound keeps a book of "Requirements" cheap.
        let telling = parts.filter { $0.role >= .introduction && !$0.isInBoilerplate && !$0.blocks.isEmpty }
        for part in telling.sorted(by: { $0.role > $1.role }).prefix(60) {
            try checkCancellation()
            let units = ScopeUnits(part.blocks, of: document, titles: titles)
            guard !units.units.isEmpty || !units.parts.isEmpty else { continue }
            found.append(
                Found(document: index, part: part, units: units, points: points(of: part, units, in: document)))
        }
        // The narrower of two parts, one in the other, says it better.
        for outer in found.indices where found[outer].document == index && found[outer].part.role == .scope {
            let blocks = found[outer].part.blocks
            let hasInner = found.contains {
                $0.document == index && $0.part.role == .scope && $0.part.blocks != blocks && $0.points >= 14
                    && blocks.contains($0.part.blocks.lowerBound) && blocks.upperBound >= $0.part.blocks.upperBound
            }
            if hasInner { found[outer].points -= 9 }
        }
    }

    private func points(of part: ScopePart, _ units: ScopeUnits, in document: Document) -> Double {
        let good = units.units.count { $0.points > 2 }
        var points: Double =
            switch part.role {
            case .scope: 14
            case .requirement: 5
            case .introduction: 2
            default: 0
            }
        points += Double(min(good, 8))
        if part.heading.wordCount > 8 { points -= 2 }
        if Self.isAnnex(document) { points -= 3 }
        if EventCues.request.occur(
            in: EventScore.fold(document.blocks.prefix(8).map { String($0.text.prefix(200)) }.joined(separator: " ")))
        {
            points += 5
        }
        // A heading over everything says less than the one right over the text.
        if part.blocks.count > 300 { points -= 3 }
        return good == 0 ? points - 10 : points
    }

    private static let annex = Phrases("annex", "appendix", "form", "template", "addendum", "ملحق", "نموذج")

    private static func isAnnex(_ document: Document) -> Bool {
        annex.occur(in: FoldedText.fold(document.file.split(separator: "/").last.map(String.init) ?? ""))
    }

    // MARK: Text

    private func write() -> ScopeOfWork {
        let ranked = found.enumerated().sorted { ($0.element.points, $1.offset) > ($1.element.points, $0.offset) }
            .map(\.element)
        let best = ranked.first { $0.points > 0 }
        let title = documents.indices.sorted { one, _ in one == best?.document }.lazy
            .compactMap { Self.title(documents[$0]) }.first
        var bullets = best.map { self.bullets($0.units) } ?? []
        if let best {
            // A part of running text: what the next best parts list belongs to it.
            for other in ranked where other.document == best.document && other.part.blocks != best.part.blocks {
                let listed = bullets.filter { $0.kind != .sentence }
                guard listed.count < 3, other.points > 0 else { break }
                guard !other.part.blocks.overlaps(best.part.blocks) || bullets.isEmpty else { continue }
                let more = Self.distinct(listed + self.bullets(other.units)).sorted { $0.block < $1.block }
                if more.count >= bullets.count { bullets = more }
            }
        }
        let opening = Self.opening(openings(best), title: title)
        let sample = bullets.map(\.text).joined() + (opening ?? "") + (title ?? "")
        let language = ScopeLanguage(of: sample)
        let lines = bullets.filter { bullet in opening.map { !Self.repeats(bullet, $0) } ?? true }
            .prefix(ScopeOfWork.bulletLimit).compactMap { BulletText.render($0.text, language) }
        return assemble(opening, title, Array(lines), best, language)
    }

    /// Sentences that may say what the tender is for: of the scope, of the introduction, of the first lines.
    private func openings(_ best: Found?) -> [(sentence: String, bonus: Double)] {
        var candidates =
            best.map { best in
                best.units.sentences.prefix(6).map { ($0.text, best.part.role == .scope ? 2.0 : 1.0) }
            } ?? []
        let document = best?.document ?? 0
        for other in found where other.document == document && other.part.role == .introduction {
            candidates += other.units.sentences.prefix(4).map { ($0.text, 0.5) }
        }
        guard documents.indices.contains(document) else { return candidates }
        for block in documents[document].blocks.prefix(25) where block.kind == .paragraph {
            candidates += Sentences.split(String(block.text.prefix(2_000))).prefix(4).map {
                ($0.trimmingWhitespace(), 0)
            }
        }
        return candidates
    }

    private func assemble(
        _ opening: String?, _ title: String?, _ lines: [String], _ best: Found?, _ language: ScopeLanguage
    ) -> ScopeOfWork {
        let first =
            opening.map { BulletText.sentence($0, title: title, language) }
            ?? title.map { language.subject(BulletText.escaped($0)) }
        let hasScope = best?.part.role == .scope
        let reason =
            best.map { "\(documents[$0.document].file): the part \"\($0.part.heading.prefix(100))\"" }
            ?? "no part of the documents states it"
        guard let best, !lines.isEmpty else {
            guard let first else { return ScopeOfWork(text: language.nothing, source: .nothing, reason: reason) }
            return ScopeOfWork(text: "\(first)\n\n\(language.nothing)", source: .subject, reason: reason)
        }
        let text = ([first, language.leadIn].compactMap { $0 } + lines.map { "- \($0)" }).joined(separator: "\n")
        return ScopeOfWork(
            text: text, source: hasScope ? .scope : .subject,
            reason: reason + (best.part.page(in: documents[best.document]).map { ", p. \($0)" } ?? ""))
    }
}

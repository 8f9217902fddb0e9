import ProcessorKit

/// Finds the criteria of a tender, by rules and without a model. Same documents, same result.
///
/// ```swift
/// let found = try CriteriaExtractor().criteria(fromRequest: [document])
/// let artifact = CriteriaArtifact(found.criteria)
/// ```
public struct CriteriaExtractor: Sendable {
    public init() {}

    // MARK: Evaluation sheets

    /// The criteria of the first sheet, by name, that states any. A `.json` file that is the only one of its kind goes first.
    /// - Throws: ``ProcessorKit/ProcessorError``, permanent, naming each file and what was found in it;
    ///   `CancellationError` when the task is cancelled.
    public func criteria(fromSheets sources: [CriteriaSource]) throws -> ExtractedCriteria {
        var attempts: [CriteriaError.Attempt] = []
        for source in Self.inOrder(sources) {
            switch source.content {
            case .unreadable(let reason):
                attempts.append(.init(file: source.file, outcome: reason, wasRead: false))
            case .json(let bytes):
                do throws(CriteriaJSON.Failure) {
                    return try CriteriaJSON.criteria(from: bytes, file: source.file)
                } catch {
                    attempts.append(.init(file: source.file, outcome: error.reason, wasRead: error.isJSON))
                }
            case .document(let document):
                let search = try CriteriaSearch(document, isSheet: true)
                if var found = search.result() {
                    found.warnings += attempts.map { "\($0.file): \($0.outcome)." }
                    return found
                }
                attempts.append(search.attempt)
            }
        }
        throw CriteriaError.sheets(attempts)
    }

    public func criteria(fromSheets documents: [Document]) throws -> ExtractedCriteria {
        try criteria(fromSheets: documents.map { CriteriaSource($0) })
    }

    // MARK: RFP documents

    /// The best supported set of criteria that the documents state.
    /// - Throws: ``ProcessorKit/ProcessorError``, permanent, when none is stated: nothing is made up;
    ///   `CancellationError` when the task is cancelled.
    public func criteria(fromRequest sources: [CriteriaSource]) throws -> ExtractedCriteria {
        var attempts: [CriteriaError.Attempt] = []
        var found: [(result: ExtractedCriteria, standing: CriteriaSearch.Standing)] = []
        for source in Self.byName(sources) {
            switch source.content {
            case .unreadable(let reason):
                attempts.append(.init(file: source.file, outcome: reason, wasRead: false))
            case .json:
                attempts.append(.init(file: source.file, outcome: "a data file, not a document", wasRead: false))
            case .document(let document):
                let search = try CriteriaSearch(document, isSheet: false)
                if let result = search.result(), let standing = search.standing {
                    found.append((result, standing))
                } else {
                    attempts.append(search.attempt)
                }
            }
        }
        // Of equals the first stays.
        guard var best = found.first else { throw CriteriaError.request(attempts) }
        for other in found.dropFirst() where best.standing < other.standing { best = other }
        var result = best.result
        for other in found where other.result.file != result.file {
            let names = other.result.criteria.prefix(3).map(\.name).joined(separator: ", ")
            let reason =
                other.standing.addendum < best.standing.addendum ? "which an addendum replaces" : "with less support"
            result.warnings.append("\(other.result.file) also states criteria, \(reason): \(names) …")
        }
        result.warnings += attempts.filter { !$0.wasRead }.map { "\($0.file): \($0.outcome)." }
        return result
    }

    public func criteria(fromRequest documents: [Document]) throws -> ExtractedCriteria {
        try criteria(fromRequest: documents.map { CriteriaSource($0) })
    }

    private static func byName(_ sources: [CriteriaSource]) -> [CriteriaSource] {
        sources.sorted { $0.file < $1.file }
    }

    private static func inOrder(_ sources: [CriteriaSource]) -> [CriteriaSource] {
        let sorted = byName(sources)
        let isJSON = { (source: CriteriaSource) in if case .json = source.content { true } else { false } }
        guard sorted.count(where: isJSON) == 1 else { return sorted }
        return sorted.filter(isJSON) + sorted.filter { !isJSON($0) }
    }
}

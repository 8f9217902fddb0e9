import ProcessorKit

/// Makes a rubric for an RFP, by rules and without a model. Same documents, same rubric.
///
/// ```swift
/// let rubric = try RubricGenerator().rubric(for: documents)
/// let bytes = rubric.artifact.json()
/// ```
public struct RubricGenerator: Sendable {
    public init() {}

    /// - Parameters:
    ///   - documents: the RFP's; their order does not matter.
    ///   - checkCancellation: called often; throws to stop.
    ///   - willWeigh: called before each document with its file and how many are done, at the end with an empty name.
    /// - Throws: what the closures throw, or a permanent ``ProcessorKit/ProcessorError`` when the documents hold no text.
    public func rubric(
        for documents: [Document], checkCancellation: () throws -> Void = {},
        willWeigh: (_ file: String, _ done: Int) throws -> Void = { _, _ in }
    ) throws -> Rubric {
        let documents = documents.filter { !$0.blocks.isEmpty }.sorted { $0.file < $1.file }
        guard !documents.isEmpty else {
            throw ProcessorError.permanent(
                code: "rubric.no_text", "The RFP's documents hold no text that criteria could be made from.")
        }
        try checkCancellation()
        let stated = try StatedCriteria(documents)
        var request = RequestStatements(cues: Self.cues(stated))
        for item in stated.statements {
            request.add(stated: item.text, page: item.source.page, file: item.source.file)
        }
        for (index, document) in documents.enumerated() {
            try willWeigh(document.file, index)
            try request.add(document, checkCancellation: checkCancellation)
        }
        try checkCancellation()
        try willWeigh("", documents.count)
        return RubricDraft(request: request, stated: stated, mainFile: documents[0].file).rubric()
    }

    /// Topics first, then the stated criteria: the positions are those of ``StatementCue/subject(_:)``.
    private static func cues(_ stated: StatedCriteria) -> StatementCues {
        StatementCues(
            subjects: RubricTopic.all.map { ($0.strong, $0.weak) } + stated.items.map { ([$0.name], $0.words) })
    }
}

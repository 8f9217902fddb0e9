/// Files that could not be read in full, as the end of a sentence.
struct ReadingProblems {
    private let files: Int

    init(_ problems: [DocumentProcessingError]) {
        files = Set(problems.map { [$0.contractorName, $0.file] }).count
    }

    /// `; 2 files of the offer could not be read in full`, or nothing.
    func clause(of owner: String) -> String {
        files == 0 ? "" : "; \(Phrase.count(files, "file", "files"))\(owner) could not be read in full"
    }
}

extension Grade {
    /// Below moderate confidence, or not compliant.
    var raisesConcerns: Bool { score < Grade.moderateConfidence.score }
}

extension CriterionReport {
    /// Whether the bidder is to be asked.
    var isQueried: Bool { ptc.refType != .none }
}

extension Evaluation {
    /// The same in a form that the App can store, whoever the evaluator was: no empty evidence, no page without a file, no
    /// NUL, at most three sentences. The App would wait for ever otherwise (contract 3.4).
    func checked() -> Evaluation {
        var evidence = evidence.compactMap { item -> Evidence? in
            let text = item.text.storable
            guard !text.isEmpty else { return nil }
            let source = item.source?.storable ?? ""
            let page = item.pageNumber.flatMap { $0 >= 1 && !source.isEmpty ? $0 : nil }
            return Evidence(text: text, source: source.isEmpty ? nil : source, pageNumber: page)
        }
        if evidence.isEmpty {
            evidence = [Evidence(text: "Final Grade: \(grade.rawValue). No reason was given.")]
        }
        let question = clarification.text.storable
        let isAsked = clarification.kind != .none && !question.isEmpty
        return Evaluation(
            grade: grade, evidence: evidence, summary: Self.threeSentences(summary.storable),
            clarification: isAsked ? Clarification(clarification.kind, question) : .none)
    }

    private static func threeSentences(_ text: String) -> String {
        var ends = 0
        var isEnd = false
        for index in text.unicodeScalars.indices {
            let scalar = text.unicodeScalars[index]
            if isEnd, scalar.properties.isWhitespace {
                ends += 1
                if ends == 3 { return String(text.unicodeScalars[..<index]) }
            }
            isEnd = ".!?\u{061F}".unicodeScalars.contains(scalar)
        }
        return text
    }
}

extension String {
    /// Without NUL, which the database refuses, and without white space around.
    fileprivate var storable: String {
        let text = unicodeScalars.contains("\u{0}") ? replacing("\u{0}", with: "") : self
        return text.trimmingWhitespace()
    }
}

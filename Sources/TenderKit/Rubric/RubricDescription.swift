/// Two to four sentences: what is judged, and what the RFP asks for, quoted with its place.
enum RubricDescription {
    static func text(
        aim: String, stated: (text: String?, place: String)?, groups: [RubricQuotes.Group], language: RubricLanguage
    ) -> String {
        var sentences = [aim]
        if let stated { sentences.append(sentence(stated: stated.text, place: stated.place, language)) }
        for group in groups.prefix(4 - sentences.count) {
            sentences.append(sentence(group, number: sentences.count, language))
        }
        if sentences.count == 1 { sentences.append(silence(language)) }
        return sentences.joined(separator: " ")
    }

    private static func sentence(_ group: RubricQuotes.Group, number: Int, _ language: RubricLanguage) -> String {
        switch language {
        case .english:
            let verb = group.isObligation ? "asks" : "states"
            let opening = ["The RFP \(verb): ", "It also \(verb): ", "Further, it \(verb): "][number - 1]
            return opening + group.texts.joined(separator: "; ") + " (\(group.place))."
        case .arabic:
            let verb = group.isObligation ? "تطلب" : "تذكر"
            let opening = ["\(verb) وثيقة الطلب: ", "كما \(verb): ", "و\(verb) أيضًا: "][number - 1]
            return opening + group.texts.joined(separator: "؛ ") + " (\(group.place))."
        }
    }

    private static func sentence(stated: String?, place: String, _ language: RubricLanguage) -> String {
        let words = stated.map { RubricQuotes.quoted(RubricQuotes.shortened($0), language) }
        switch language {
        case .english:
            return words.map { "The RFP states this criterion as \($0) (\(place))." }
                ?? "The RFP names this criterion (\(place))."
        case .arabic:
            return words.map { "تنص وثيقة الطلب على هذا المعيار: \($0) (\(place))." }
                ?? "تسمي وثيقة الطلب هذا المعيار (\(place))."
        }
    }

    private static func silence(_ language: RubricLanguage) -> String {
        language == .english
            ? "The RFP states nothing specific on this; what the offer itself sets out is judged."
            : "لا تذكر وثيقة الطلب شيئًا محددًا في هذا الشأن، ويُقيَّم ما يقدمه العرض نفسه."
    }
}

/// A subject that offers are judged on, with the words by which an RFP speaks of it.
struct RubricTopic: Sendable {
    /// The rubric's groups; a rubric has at most these four.
    enum Scope: Int, CaseIterable, Sendable {
        case approach, delivery, people, assurance

        var name: RubricLanguage.Text {
            switch self {
            case .approach: .init("Technical approach", "المنهجية الفنية")
            case .delivery: .init("Programme and delivery", "البرنامج الزمني والتنفيذ")
            case .people: .init("Team and experience", "الفريق والخبرة")
            case .assurance: .init("Assurance and local context", "الجودة والسلامة والسياق المحلي")
            }
        }
    }

    var id: String
    var scope: Scope
    /// Whether classes without a base may have it.
    var isOpen = true
    var name: RubricLanguage.Text
    /// What is judged, as one neutral sentence.
    var aim: RubricLanguage.Text
    /// Names that fit one class better.
    var names: [ContractClass: RubricLanguage.Text] = [:]
    /// How much the topic matters before the RFP has been read. A class that is not named has the topic only where the
    /// RFP asks for it by its strong cues.
    var base: [ContractClass: Double] = [:]
    var strong: [String]
    var weak: [String] = []

    func name(for contractClass: ContractClass) -> RubricLanguage.Text { names[contractClass] ?? name }

    /// The topic that a rubric has exactly once, whatever the RFP says.
    static let localContext = "local"
    /// For a topic that the class does not name.
    static let optionalBase = 4.0
    static let strongWeight = 2.0
    static let weakWeight = 1.0

    /// All topics; the order decides between equals.
    static let all: [RubricTopic] = approach + delivery + people + assurance

    static func index(of id: String) -> Int? { all.firstIndex { $0.id == id } }
}

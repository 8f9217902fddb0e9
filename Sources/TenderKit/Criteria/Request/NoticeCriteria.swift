/// Award criteria as European notices (eForms) print them, a field to a line: `Name: …`, `Description: …`,
/// `Award criterion number: 35`. The labels are those of business terms BT-734, BT-540 and BT-541.
struct NoticeCriteria {
    struct Record: Equatable {
        var name: String
        var weight: StatedWeight
        var detail: String?
        /// Where the number stands.
        var passage: Int
    }

    private(set) var records: [Record] = []
    /// Passages that belong to records.
    private(set) var passages: Set<Int> = []

    private static let fields = [
        "Criterion:", "Type:", "Name:", "Description:", "Category of award", "Award criterion number:",
    ]

    init(_ all: [Passage]) {
        var (name, detail, isPercent): (String?, String?, Bool) = (nil, nil, false)
        var open: [Int] = []
        for (index, passage) in all.enumerated() {
            let text = passage.text
            if text.hasPrefix("Criterion:") { (name, detail, open) = (nil, nil, []) }
            guard Self.fields.contains(where: text.hasPrefix) else { continue }
            open.append(index)
            name = Self.field("Name:", of: text) ?? name
            detail = Self.field("Description:", of: text) ?? detail
            if let category = Self.field("Category of award weight criterion:", of: text) {
                isPercent = category.contains("percentage")
            }
            guard let number = Self.field("Award criterion number:", of: text).flatMap(NumberText.value),
                let title = name ?? detail
            else { continue }
            records.append(
                Record(
                    name: title, weight: StatedWeight(number, isPercent ? .percent : .points),
                    detail: name == nil ? nil : detail, passage: index))
            passages.formUnion(open)
            (name, detail, open) = (nil, nil, [])
        }
        if records.count < 2 { (records, passages) = ([], []) }
    }

    /// What stands behind a label, up to the next one: a reader may have joined lines.
    private static func field(_ label: String, of text: String) -> String? {
        guard let start = text.firstRange(of: label)?.upperBound else { return nil }
        let rest = text[start...]
        let end = fields.compactMap { rest.firstRange(of: $0)?.lowerBound }.min() ?? rest.endIndex
        let value = rest[..<end].trimmingWhitespace()
        return value.isEmpty ? nil : value
    }
}

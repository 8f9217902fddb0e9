/// Criteria from a `.json` evaluation sheet.
///
/// Understood: the artifact's own shape `{scope: {criterion: {"weight": 10, "description": "…"}}}` (a number or a numeric
/// string may stand for the inner object), an array of rows `[{"scope", "criterion", "weight", "description"}]`, and
/// `{"scopes": [{"name", "criteria": [{"name", "weight", "description"}]}]}`. A single `result`, `evaluation_criteria`,
/// `criteria` or `data` around any of them is looked through.
enum CriteriaJSON {
    struct Failure: Error, Equatable {
        var reason: String
        /// false when the file is not JSON at all.
        var isJSON: Bool
    }

    static func criteria(from bytes: [UInt8], file: String) throws(Failure) -> ExtractedCriteria {
        let value: OrderedJSON
        do throws(OrderedJSON.ParseError) {
            value = try OrderedJSON.parse(bytes)
        } catch {
            throw Failure(reason: "not valid JSON: \(error.reason) at byte \(error.offset)", isJSON: false)
        }
        var rows: [Row] = []
        collect(unwrapped(value), into: &rows)
        let named = rows.filter { $0.name.hasLetter }
        let weighted = named.filter { $0.weight != nil }
        guard !weighted.isEmpty else {
            let found = named.isEmpty ? "no criteria" : "\(named.count) criteria, none with a weight"
            throw Failure(
                reason:
                    "valid JSON with \(found); wanted {scope: {criterion: {\"weight\": number}}} or an array of rows with "
                    + "scope, criterion and weight", isJSON: true)
        }
        let scale = WeightScale(weighted.compactMap(\.weight))
        let criteria = weighted.map { row in
            Criterion(
                scope: row.scope, name: row.name, weight: row.weight.map(scale.percent), description: row.description,
                source: SourcePlace(file: file))
        }
        let dropped = named.filter { $0.weight == nil }.map(\.name)
        var warnings: [String] = []
        if !dropped.isEmpty {
            let names = dropped.prefix(10).joined(separator: ", ")
            warnings.append("\(file): without a weight of 0 or more, left out: \(names).")
        }
        if let note = scale.warning(weighted.compactMap(\.weight)) { warnings.append("\(file): \(note).") }
        for criterion in criteria.lazy.filter({ $0.weight ?? 0 > 100 }).prefix(10) {
            let weight = criterion.weight ?? 0
            warnings.append("\(file): \(criterion.name) has the weight \(PlainNumber.short(weight)); it counts as 100.")
        }
        let sum = criteria.compactMap(\.weight).reduce(0, +)
        if !WeightScale.near(sum, 100) {
            warnings.append("\(file): the weights add up to \(PlainNumber.short(sum)), not 100.")
        }
        return ExtractedCriteria(criteria: criteria, warnings: warnings, file: file, reasons: ["JSON"])
    }

    private struct Row {
        var scope: String
        var name: String
        var weight: StatedWeight?
        var description: String?
    }

    private static let wrappers: Set<String> = [
        "result", "evaluation_criteria", "evaluationCriteria", "criteria", "data", "rows",
    ]

    private static func unwrapped(_ value: OrderedJSON) -> OrderedJSON {
        guard case .object(let members) = value, members.count == 1, let only = members.first,
            wrappers.contains(only.key)
        else {
            return value
        }
        switch only.value {
        case .object, .array: return unwrapped(only.value)
        default: return value
        }
    }

    private static func collect(_ value: OrderedJSON, into rows: inout [Row]) {
        switch value {
        case .array(let elements):
            var scope = ""
            for element in elements { collectRow(element, scope: &scope, into: &rows) }
        case .object(let members):
            if let scopes = list(members, named: .scopes) {
                for element in scopes { collectScope(element, into: &rows) }
                return
            }
            for member in members { collectItems(member.value, scope: member.key, into: &rows) }
        default: break
        }
    }

    /// `{"scope": …, "criterion": …, "weight": …}`; an empty scope means that of the row before.
    private static func collectRow(_ value: OrderedJSON, scope: inout String, into rows: inout [Row]) {
        guard case .object(let members) = value else { return }
        if list(members, named: .items) != nil { return collectScope(value, into: &rows) }
        if let own = text(members, named: .scope), !own.isEmpty { scope = own }
        guard let name = text(members, named: .name) else { return }
        rows.append(
            Row(scope: scope, name: name, weight: weight(members), description: text(members, named: .description)))
    }

    /// `{"name": …, "criteria": [...]}`
    private static func collectScope(_ value: OrderedJSON, into rows: inout [Row]) {
        guard case .object(let members) = value else { return }
        let scope = text(members, named: .scope) ?? text(members, named: .name) ?? ""
        guard let items = list(members, named: .items) else {
            if let inner = members.first(where: { if case .object = $0.value { true } else { false } })?.value {
                collectItems(inner, scope: scope, into: &rows)
            }
            return
        }
        collectItems(.array(items), scope: scope, into: &rows)
    }

    /// The criteria of one scope: members by name, or a list of objects.
    private static func collectItems(_ value: OrderedJSON, scope: String, into rows: inout [Row]) {
        switch value {
        case .object(let members):
            for member in members {
                let name = member.key
                switch member.value {
                case .object(let fields):
                    rows.append(
                        Row(
                            scope: scope, name: name, weight: weight(fields),
                            description: text(fields, named: .description)))
                default:
                    rows.append(Row(scope: scope, name: name, weight: weight(of: member.value), description: nil))
                }
            }
        case .array(let elements):
            for element in elements {
                guard case .object(let fields) = element, let name = text(fields, named: .name) else { continue }
                rows.append(
                    Row(
                        scope: scope, name: name, weight: weight(fields), description: text(fields, named: .description)
                    ))
            }
        default: break
        }
    }

    // MARK: Members

    private struct Names {
        var names: Set<String>

        static let scopes = Names(names: ["scopes", "sections", "groups", "categories"])
        static let items = Names(names: ["criteria", "items", "breakdown", "evaluationbreakdown", "subcriteria"])
        static let scope = Names(names: [
            "scope", "scopename", "evaluationscope", "section", "theme", "category", "group", "المحور",
        ])
        static let name = Names(names: [
            "criterion", "criteria", "name", "breakdown", "item", "factor", "requirement", "title", "subcriterion",
            "subcriteria",
            "المعيار", "البند",
        ])
        static let weight = Names(names: [
            "weight", "weightage", "weighting", "points", "score", "maxscore", "marks", "percentage", "percent",
            "الوزن", "النسبة",
            "الدرجة",
        ])
        static let description = Names(names: [
            "description", "details", "detail", "guidance", "notes", "الوصف", "التفاصيل",
        ])
    }

    private static func member(_ members: [OrderedJSON.Member], _ names: Names) -> OrderedJSON? {
        members.first { names.names.contains($0.key.lowercased().filter { $0.isLetter }) }?.value
    }

    private static func text(_ members: [OrderedJSON.Member], named names: Names) -> String? {
        guard case .string(let text) = member(members, names) else { return nil }
        let trimmed = text.trimmingWhitespace()
        return trimmed.isEmpty ? nil : trimmed
    }

    private static func list(_ members: [OrderedJSON.Member], named names: Names) -> [OrderedJSON]? {
        guard case .array(let elements) = member(members, names) else { return nil }
        return elements
    }

    private static func weight(_ members: [OrderedJSON.Member]) -> StatedWeight? {
        member(members, .weight).flatMap(weight(of:))
    }

    private static func weight(of value: OrderedJSON) -> StatedWeight? {
        switch value {
        case .number(let number): number >= 0 ? StatedWeight(number) : nil
        case .string(let text): StatedWeight(cell: text)
        default: nil
        }
    }
}

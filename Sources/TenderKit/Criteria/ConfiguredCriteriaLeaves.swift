import ProcessorKit

/// Collects the criteria of nested groups: an object with a weight, or a bare weight, is a criterion.
struct ConfiguredCriteriaLeaves {
    private var found: [ConfiguredCriterion] = []
    private var warnings: [String] = []

    /// - Parameter path: the names of the groups around, outermost first.
    mutating func collect(_ members: [OrderedJSON.Member], path: [String]) {
        for member in members {
            switch member.value {
            case .object(let fields) where Self.isCriterion(fields):
                add(member.key, path, Self.scalar("weight", of: fields), description: fields)
            case .object(let inner): collect(inner, path: path + [member.key])
            case .number, .string: add(member.key, path, member.value, description: [])
            case .array, .bool, .null:
                // Beside the criteria of a group may stand anything; at a criterion's place it is a mistake.
                warnings.append("\(Self.shown(member.key)) is left out: it has no weight.")
            }
        }
    }

    /// The criteria, no two of one name, with all that is to be said about them.
    func configured() throws(ProcessorError) -> ConfiguredCriteria {
        guard found.count <= ConfiguredCriteria.criteriaLimit else {
            throw .permanent(
                code: "criteria.too_many",
                "evaluation_criteria holds \(found.count) criteria, more than \(ConfiguredCriteria.criteriaLimit)")
        }
        if let long = found.first(where: { $0.name.count > ConfiguredCriteria.nameLimit }) {
            throw .permanent(
                code: "criteria.name_too_long",
                "the criterion \(Self.shown(long.name)) has a name of \(long.name.count) characters, more than "
                    + "\(ConfiguredCriteria.nameLimit): move the text into its description")
        }
        var (criteria, warnings) = Self.collapsed(found, warnings)
        guard !criteria.isEmpty else {
            let reasons = warnings.isEmpty ? "" : " " + warnings.prefix(5).joined(separator: " ")
            throw .permanent(
                code: "criteria.none",
                "evaluation_criteria holds no criterion with a weight; wanted {scope: {criterion: {\"weight\": number}}}."
                    + reasons)
        }
        let nameless = criteria.filter { AppKey.of($0.name).isEmpty }
        guard nameless.count < 2 else {
            let names = nameless.prefix(3).map { Self.shown($0.name) }.joined(separator: ", ")
            throw .permanent(
                code: "criteria.same_name",
                "\(nameless.count) criteria have no Latin letter or digit in their names (\(names)): the App compares those "
                    + "alone, would take the criteria for one and refuse the result. Number them, such as "
                    + "“\(PrintableName.of(nameless[0].name)) (1)”")
        }
        let sum = criteria.reduce(0) { $0 + $1.weight }
        if abs(sum - 100) > 1e-6 {
            warnings.append("The weights add up to \(PlainNumber.short(sum)), not to 100; graded all the same.")
        }
        return ConfiguredCriteria(criteria: criteria, warnings: warnings)
    }

    private mutating func add(
        _ key: String, _ path: [String], _ stated: OrderedJSON?, description fields: [OrderedJSON.Member]
    ) {
        let name = Self.clean(key)
        guard !name.trimmingWhitespace().isEmpty else {
            return warnings.append("A criterion without a name is left out.")
        }
        guard var weight = stated.flatMap(Self.weight) else {
            return warnings.append("\(Self.shown(name)) is left out: it has no weight that is a number.")
        }
        if weight < 0 {
            warnings.append("\(Self.shown(name)) has the weight \(PlainNumber.short(weight)): it counts as 0.")
            weight = 0
        } else if weight > 100 {
            warnings.append("\(Self.shown(name)) has the weight \(PlainNumber.short(weight)), more than 100.")
        }
        var description: String?
        if case .string(let text) = Self.scalar("description", of: fields) {
            let text = Self.clean(text).trimmingWhitespace()
            description = text.isEmpty ? nil : String(text.prefix(ConfiguredCriteria.descriptionLimit))
            if text.count > ConfiguredCriteria.descriptionLimit {
                warnings.append(
                    "The description of \(Self.shown(name)) is cut at \(ConfiguredCriteria.descriptionLimit) characters."
                )
            }
        }
        let groups = path.map { Self.clean($0).trimmingWhitespace() }.filter { !$0.isEmpty }
        found.append(
            ConfiguredCriterion(
                scope: groups.isEmpty ? CriteriaArtifact.defaultScope : groups.joined(separator: " / "), name: name,
                weight: weight, description: description))
    }

    /// Of criteria that are one for the App the last.
    private static func collapsed(
        _ found: [ConfiguredCriterion], _ warnings: [String]
    ) -> (criteria: [ConfiguredCriterion], warnings: [String]) {
        var (kept, warnings, seen): ([ConfiguredCriterion], [String], [String: String]) = ([], warnings, [:])
        for criterion in found.reversed() {
            let key = Self.key(of: criterion.name)
            if let last = seen[key] {
                warnings.append(
                    "\(shown(criterion.name)) in \(shown(criterion.scope)) is left out: the App takes it for the same as "
                        + "the later \(shown(last)).")
            } else {
                seen[key] = criterion.name
                kept.append(criterion)
            }
        }
        return (kept.reversed(), warnings)
    }
}

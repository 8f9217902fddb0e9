public import ProcessorKit

/// The criteria of an analysis, as its payload states them (`evaluation_criteria`).
///
/// They come as `{scope: {criterion: {"weight": 15, "description": "…"}}}`, as an object or as text that holds it. Groups may
/// be nested to any depth, and a bare weight may stand for the inner object.
public struct ConfiguredCriteria: Sendable, Equatable {
    /// In the order of the payload's text; no two are one for the App.
    public var criteria: [ConfiguredCriterion]
    /// What the log should say: what was left out, or does not add up.
    public var warnings: [String]

    public init(criteria: [ConfiguredCriterion], warnings: [String] = []) {
        self.criteria = criteria
        self.warnings = warnings
    }

    /// The scopes' names in the order in which they first occur.
    public var scopes: [String] {
        var seen: Set<String> = []
        return criteria.map(\.scope).filter { seen.insert($0).inserted }
    }

    /// More would take hours to read for the people who are meant to read them.
    public static let criteriaLimit = 500
    /// Characters of a name. A name that was cut would be no name that the App knows.
    public static let nameLimit = 1_000
    /// Characters of a description; the rest is left out.
    public static let descriptionLimit = 20_000

    /// Reads the criteria of a payload.
    /// - Parameter payload: a JSON object with `evaluation_criteria` at its top or in its `metadata`.
    /// - Returns: nil when the payload has none.
    /// - Throws: a permanent error: `payload.invalid`, `criteria.wrong_type`, `criteria.invalid_json`, `criteria.none`,
    ///   `criteria.too_many`, `criteria.name_too_long` or `criteria.same_name`.
    public static func read(payload: [UInt8]) throws(ProcessorError) -> ConfiguredCriteria? {
        let whole = try parse(payload, code: "payload.invalid", name: "the payload")
        guard case .object(let members) = whole else {
            throw .permanent(
                code: "payload.invalid", "the payload is \(typeName(whole)), not a JSON object")
        }
        guard let value = stated(members) ?? nested(members) else { return nil }
        var leaves = ConfiguredCriteriaLeaves()
        leaves.collect(try scopes(of: value), path: [])
        return try leaves.configured()
    }

    private static func stated(_ members: [OrderedJSON.Member]) -> OrderedJSON? {
        members.last { $0.key == "evaluation_criteria" && $0.value != .null }?.value
    }

    private static func nested(_ members: [OrderedJSON.Member]) -> OrderedJSON? {
        guard case .object(let metadata) = members.last(where: { $0.key == "metadata" })?.value else { return nil }
        return stated(metadata)
    }

    private static func scopes(of value: OrderedJSON) throws(ProcessorError) -> [OrderedJSON.Member] {
        var (value, place) = (value, "evaluation_criteria")
        if case .string(let text) = value {
            place = "the text in evaluation_criteria"
            value = try parse(Array(text.utf8), code: "criteria.invalid_json", name: place)
        }
        guard case .object(let members) = value else {
            throw .permanent(
                code: "criteria.wrong_type",
                "\(place) is \(typeName(value)); wanted {scope: {criterion: {\"weight\": number}}}, as an object or as text "
                    + "that holds it")
        }
        return members
    }

    private static func parse(_ bytes: [UInt8], code: String, name: String) throws(ProcessorError) -> OrderedJSON {
        do throws(OrderedJSON.ParseError) {
            return try OrderedJSON.parse(bytes)
        } catch {
            throw .permanent(code: code, "\(name) is no JSON: \(error.reason) at byte \(error.offset)")
        }
    }

    private static func typeName(_ value: OrderedJSON) -> String {
        switch value {
        case .object: "an object"
        case .array: "a list"
        case .string: "text"
        case .number: "a number"
        case .bool: "true or false"
        case .null: "null"
        }
    }
}

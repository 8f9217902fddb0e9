import Foundation

/// Whether the App would take an analysis. It refuses in silence; this says why.
public struct AnalysisCheck {
    /// What the App knows beforehand: who takes part, and what by.
    public struct Wanted: Sendable {
        public var scope: String
        public var name: String
        public var weight: Double

        public init(scope: String, name: String, weight: Double) {
            (self.scope, self.name, self.weight) = (scope, name, weight)
        }
    }

    private let contractors: [String]
    private let criteria: [Wanted]
    private var problems: [String] = []

    /// - Parameters:
    ///   - artifact: the bytes of the artifact `result`.
    ///   - contractors: the names of the folders.
    ///   - criteria: as configured.
    /// - Returns: each rule of the contract that is broken, with the place.
    public static func problems(of artifact: [UInt8], contractors: [String], criteria: [Wanted]) -> [String] {
        var check = AnalysisCheck(contractors: contractors.sorted(by: byScalars), criteria: criteria)
        do {
            let json = try JSONSerialization.jsonObject(with: Data(artifact))
            check.artifact(json as? [String: Any] ?? [:])
        } catch {
            check.problems.append("no JSON: \(error)")
        }
        return check.problems
    }

    private init(contractors: [String], criteria: [Wanted]) {
        (self.contractors, self.criteria) = (contractors, criteria)
    }

    private static let grades: [String: Double] = [
        "Major Concerns": 10, "Serious Concerns": 20, "High Concerns": 30, "Minor-Moderate Concerns": 40,
        "Moderate Confidence": 50, "Sound Confidence": 60, "Good Confidence": 70, "Very Good Confidence": 80,
        "Excellent Confidence": 90, "Outstanding": 100, "Non-Compliant": 0, "Compliant": 100,
    ]

    private mutating func artifact(_ json: [String: Any]) {
        guard let result = json["result"] as? [String: Any], let report = result["tenderReport"] as? [[String: Any]]
        else { return problems.append("no result.tenderReport") }
        if !(result["documentProcessingErrors"] is [[String: Any]]) {
            problems.append("documentProcessingErrors is no list")
        }
        let names = report.map { $0["contractorName"] as? String ?? "" }
        if names != contractors { problems.append("contractors are \(names), wanted \(contractors)") }
        for entry in report { contractor(entry) }
    }

    private mutating func contractor(_ entry: [String: Any]) {
        let name = entry["contractorName"] as? String ?? ""
        if !(entry["raw_llm_responses"] is [[String: Any]]) { problems.append("\(name): no raw_llm_responses") }
        guard let evaluation = entry["tenderEvaluation"] as? [String: Any],
            let scopes = evaluation["scopes"] as? [[String: Any]], let total = evaluation["totalScore"] as? Double
        else { return problems.append("\(name): no tenderEvaluation") }
        var found: [String] = []
        var sum = 0.0
        for scope in scopes {
            let rows = scope["evaluationBreakdown"] as? [[String: Any]] ?? []
            let points = rows.reduce(0) { $0 + ($1["result"] as? Double ?? .nan) }
            if abs((scope["scopeTotal"] as? Double ?? .nan) - points) > 1e-6 || points.isNaN {
                problems.append("\(name): scopeTotal is not the sum of its rows")
            }
            sum += points
            for row in rows {
                found.append(row["criteria"] as? String ?? "")
                self.row(row, scope: scope["scopeName"] as? String ?? "", at: "\(name) / \(found.last ?? "")")
            }
        }
        if abs(total - sum) > 1e-6 { problems.append("\(name): totalScore is not the sum of the scopes") }
        if found.sorted() != criteria.map(\.name).sorted() {
            problems.append("\(name): graded \(found), wanted \(criteria.map(\.name))")
        }
    }

    private mutating func row(_ row: [String: Any], scope: String, at place: String) {
        let grade = row["grade"] as? String ?? ""
        guard let score = row["score"] as? Double, Self.grades[grade] == score else {
            return problems.append("\(place): the grade \(grade) has another score")
        }
        let wanted = criteria.first { $0.name == row["criteria"] as? String && $0.scope == scope }
        if let wanted, abs((row["result"] as? Double ?? .nan) - score * wanted.weight / 100) > 1e-6 {
            problems.append("\(place): result is not score × weight / 100")
        }
        if wanted == nil { problems.append("\(place): not configured in \(scope)") }
        let summary = row["clientSummary"] as? String
        if (summary?.matches(of: /[.!?\u{061F}](\s|$)/).count ?? 4) > 3 {
            problems.append("\(place): clientSummary is missing or too long")
        }
        let question = row["ptc"] as? [String: Any]
        if (question?["queryDescription"] as? String ?? "").isEmpty
            || !["N/A", "MISSING_INFO", "INCOMPLETE"].contains(question?["refType"] as? String ?? "")
        {
            problems.append("\(place): ptc is \(String(describing: question))")
        }
        let evidence = row["evidence"] as? [[String: Any]] ?? []
        if evidence.isEmpty { problems.append("\(place): no evidence") }
        for item in evidence {
            let text = (item["text"] as? String ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            let page = item["pageNumber"]
            let isPage = page is NSNull || (page as? Int ?? 0) >= 1 && !(item["source"] as? String ?? "").isEmpty
            if text.isEmpty || !isPage || !(item["source"] is String) {
                problems.append("\(place): evidence is \(item)")
            }
        }
    }

    private static func byScalars(_ first: String, _ second: String) -> Bool {
        first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    }
}

/// The short names that the first engine gave to its job types.
///
/// They are accepted wherever a job type is written: in the manifest, on the command line, in a job.
public enum JobTypeAlias {
    private static let fullNames = [
        "analysis": "tech_rfp_analysis",
        "evaluation_extract": "tech_rfp_evaluation_extract",
        "generate_eval": "tech_rfp_generate_eval",
        "report": "tech_rfp_report",
        "summary": "tech_rfp_summary",
    ]

    private static let shortNames = Dictionary(uniqueKeysWithValues: fullNames.map { ($0.value, $0.key) })

    /// The full name of a type: `tech_rfp_summary` for `summary`. Any other name is full already.
    public static func fullName(of type: String) -> String {
        fullNames[type] ?? type
    }

    /// Every way to write a type, its full name first.
    public static func spellings(of type: String) -> [String] {
        let full = fullName(of: type)
        return [full] + (shortNames[full].map { [$0] } ?? [])
    }
}

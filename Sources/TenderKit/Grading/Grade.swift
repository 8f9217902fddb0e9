/// How well an offer meets a criterion: the twelve words that the App knows, and their scores.
public enum Grade: String, Sendable, CaseIterable, Codable {
    case majorConcerns = "Major Concerns"
    case seriousConcerns = "Serious Concerns"
    case highConcerns = "High Concerns"
    case minorModerateConcerns = "Minor-Moderate Concerns"
    case moderateConfidence = "Moderate Confidence"
    case soundConfidence = "Sound Confidence"
    case goodConfidence = "Good Confidence"
    case veryGoodConfidence = "Very Good Confidence"
    case excellentConfidence = "Excellent Confidence"
    case outstanding = "Outstanding"
    /// For criteria that are met or not.
    case nonCompliant = "Non-Compliant"
    case compliant = "Compliant"

    /// The ten steps from the lowest to the highest.
    public static let steps: [Grade] = [
        .majorConcerns, .seriousConcerns, .highConcerns, .minorModerateConcerns, .moderateConfidence,
        .soundConfidence, .goodConfidence, .veryGoodConfidence, .excellentConfidence, .outstanding,
    ]

    /// 0 to 100, of 100.
    public var score: Double {
        switch self {
        case .nonCompliant: 0
        case .compliant: 100
        default: Double((Self.steps.firstIndex(of: self) ?? 0) + 1) * 10
        }
    }
}

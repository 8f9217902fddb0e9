/// A criterion as the App configured it for the analysis.
public struct ConfiguredCriterion: Sendable, Equatable {
    public var scope: String
    /// As configured, unchanged.
    public var name: String
    /// Percent points.
    public var weight: Double
    public var description: String?

    public init(scope: String, name: String, weight: Double, description: String? = nil) {
        self.scope = scope
        self.name = name
        self.weight = weight
        self.description = description
    }
}

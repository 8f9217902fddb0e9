/// What the manifest may set for each of the tender processors.
public struct TenderConfig: Decodable, Sendable {
    public init() {}
}

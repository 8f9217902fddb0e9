/// Something that a tender is judged by.
public struct Criterion: Sendable, Equatable {
    /// The group it stands under; empty when the document has none.
    public var scope: String
    public var name: String
    /// Percent points as stated, after ``WeightScale`` has read the unit; nil when the document states none.
    public var weight: Double?
    public var description: String?
    /// Where it was found.
    public var source: SourcePlace

    public init(scope: String, name: String, weight: Double?, description: String? = nil, source: SourcePlace) {
        self.scope = scope
        self.name = name
        self.weight = weight
        self.description = description
        self.source = source
    }
}

/// A place in a package: file, and page where the format has pages.
public struct SourcePlace: Sendable, Equatable, Hashable {
    public var file: String
    public var page: Int?

    public init(file: String, page: Int? = nil) {
        self.file = file
        self.page = page
    }
}

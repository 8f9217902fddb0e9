/// Evidence as the App's types have it: each item with all three keys, an empty source instead of none, and null for no page.
@propertyWrapper
public struct ReportedEvidence: Codable, Sendable, Equatable {
    public var wrappedValue: [Evidence]

    public init(wrappedValue: [Evidence]) {
        self.wrappedValue = wrappedValue
    }

    public init(from decoder: any Decoder) throws {
        let items = try [Item](from: decoder)
        wrappedValue = items.map { item in
            let source = item.source ?? ""
            return Evidence(text: item.text, source: source.isEmpty ? nil : source, pageNumber: item.pageNumber)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        try wrappedValue.map { Item(text: $0.text, source: $0.source, pageNumber: $0.pageNumber) }.encode(to: encoder)
    }

    private struct Item: Codable {
        var text: String
        var source: String?
        var pageNumber: Int?

        enum CodingKeys: String, CodingKey {
            case text, source, pageNumber
        }

        init(text: String, source: String?, pageNumber: Int?) {
            (self.text, self.source, self.pageNumber) = (text, source, pageNumber)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(text, forKey: .text)
            try container.encode(source ?? "", forKey: .source)
            try container.encode(pageNumber, forKey: .pageNumber)
        }
    }
}

/// The part of the payload that the summary reads. Everything else in it is of no concern here.
struct SummaryPayload: Decodable {
    var variant: RequestVariant

    private enum Key: String, CodingKey {
        case variant = "rfp_variant"
        case metadata
    }

    /// At the top level as the API writes it, or in `metadata` as the App does. The top level comes first.
    init(from decoder: any Decoder) throws {
        let top = try decoder.container(keyedBy: Key.self)
        if let variant = try top.decodeIfPresent(RequestVariant.self, forKey: .variant) {
            self.variant = variant
        } else if let metadata = try? top.nestedContainer(keyedBy: Key.self, forKey: .metadata) {
            variant = try metadata.decodeIfPresent(RequestVariant.self, forKey: .variant) ?? .tech
        } else {
            variant = .tech
        }
    }
}

/// Which of a package's two requests.
enum RequestVariant: String, Decodable {
    case tech, comm

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        guard let word = try? value.decode(String.self) else {
            throw DecodingError.dataCorruptedError(
                in: value, debugDescription: "\(Self.kind(value)), wanted \(Self.wanted)")
        }
        guard let variant = RequestVariant(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                in: value, debugDescription: "\"\(word.prefix(40))\", wanted \(Self.wanted)")
        }
        self = variant
    }

    private static let wanted = "\"tech\" or \"comm\""

    private static func kind(_ value: any SingleValueDecodingContainer) -> String {
        if let flag = try? value.decode(Bool.self) { return "\(flag)" }
        if let number = try? value.decode(Double.self) { return "the number \(number)" }
        return "an object or an array"
    }

    /// The folder of its documents.
    var folder: String { "\(rawValue)_rfp/rfp" }
}

import Foundation
package import JSONText

/// The two members of a payload that the host looks into. The payload itself is passed on as bytes.
package struct PayloadFields: Decodable {
    package enum Field: Hashable {
        case absent
        case text(String)
        /// Neither text nor null: what it is, for the error.
        case other(String)
    }

    package let packageID: Field
    package let companyID: Field

    /// - Throws: `payload.not_an_object`.
    package static func read(_ payload: JSONText) throws(RunError) -> PayloadFields {
        guard let first = payload.bytes.first(where: { !" \n\r\t".utf8.contains($0) }), first == UInt8(ascii: "{")
        else {
            throw notAnObject("is \(kind(of: payload))")
        }
        if let fields = plain(payload) { return fields }
        do {
            return try JSONDecoder().decode(PayloadFields.self, from: Data(payload.bytes))
        } catch {
            throw notAnObject("cannot be read as JSON")
        }
    }

    /// The members as they stand in almost every payload: once each, names and values without escapes. nil for others, which
    /// are left to a decoder.
    private static func plain(_ payload: JSONText) -> PayloadFields? {
        guard !payload.bytes.contains(UInt8(ascii: "\\")),
            let package = Field(payload, "package_id"), let company = Field(payload, "company_id")
        else { return nil }
        return PayloadFields(packageID: package, companyID: company)
    }

    private init(packageID: Field, companyID: Field) {
        self.packageID = packageID
        self.companyID = companyID
    }

    private enum Key: String, CodingKey {
        case packageID = "package_id"
        case companyID = "company_id"
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        packageID = try Field(members, .packageID)
        companyID = try Field(members, .companyID)
    }

    private static func notAnObject(_ finding: String) -> RunError {
        RunError(
            code: "payload.not_an_object",
            message: "the payload \(finding); wanted a JSON object such as {\"package_id\": \"proj-12345\"}")
    }

    private static func kind(of payload: JSONText) -> String {
        switch payload.bytes.first(where: { !" \n\r\t".utf8.contains($0) }) {
        case nil: "empty"
        case UInt8(ascii: "["): "an array"
        case UInt8(ascii: "\""): "a string"
        case UInt8(ascii: "n"): "null"
        case UInt8(ascii: "t"), UInt8(ascii: "f"): "a boolean"
        default: "a number"
        }
    }
}

extension PayloadFields.Field {
    /// nil when it takes a decoder.
    fileprivate init?(_ payload: JSONText, _ name: StaticString) {
        let spans = payload.values(ofMember: name)
        guard let span = spans.first else {
            self = .absent
            return
        }
        guard spans.count == 1, span.count >= 2, payload.bytes[span.lowerBound] == UInt8(ascii: "\"") else {
            return nil
        }
        self = .text(String(decoding: payload.bytes[span.dropFirst().dropLast()], as: UTF8.self))
    }

    fileprivate init<Key: CodingKey>(_ members: KeyedDecodingContainer<Key>, _ key: Key) throws {
        if try !members.contains(key) || members.decodeNil(forKey: key) {
            self = .absent
        } else if let text = try? members.decode(String.self, forKey: key) {
            self = .text(text)
        } else if (try? members.decode(Bool.self, forKey: key)) != nil {
            self = .other("a boolean")
        } else if (try? members.decode(Double.self, forKey: key)) != nil {
            self = .other("a number")
        } else {
            self = (try? members.nestedUnkeyedContainer(forKey: key)) == nil ? .other("an object") : .other("an array")
        }
    }
}

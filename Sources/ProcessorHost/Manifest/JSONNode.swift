/// A JSON value that knows where it stands in its file.
///
/// Foundation's parser forgets lines, spelling and doubled keys, which are what the messages about a manifest are made of.
struct JSONNode {
    indirect enum Value {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    struct Member {
        let key: String
        /// Of the key.
        let line: Int
        let value: JSONNode
    }

    let value: Value
    /// From 1.
    let line: Int
    /// The value as it stands in the file.
    let text: [UInt8]

    /// What kind of value it is, and the value itself when it is short: `the string "two"`.
    var summary: String {
        switch value {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number: "the number \(shortText)"
        case .string: "the string \(shortText)"
        case .array(let elements): elements.isEmpty ? "an empty list" : "a list"
        case .object: "an object"
        }
    }

    private var shortText: String {
        let text = String(decoding: text, as: UTF8.self)
        return text.count <= 60 ? text : text.prefix(57) + "…"
    }
}

/// Where a text stops being JSON.
struct JSONSyntaxError: Error, Equatable {
    /// Both from 1; the column counts bytes.
    let line: Int
    let column: Int
    let found: String
    let wanted: String
}

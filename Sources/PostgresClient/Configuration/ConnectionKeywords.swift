import CLibpq

/// libpq's connection parameters, by keyword ("host", "port", "dbname", …).
struct ConnectionKeywords: Sendable, Hashable {
    var values: [String: String]

    init(_ values: [String: String] = [:]) { self.values = values }

    /// Parses a connection URL, or libpq's `host=… dbname=…` form.
    init(parsing text: String) throws(PostgresError) {
        guard !text.utf8.contains(0) else { throw PostgresError(.invalidURL, "the connection string contains U+0000") }
        if let scheme = ConnectionURL.schemes.first(where: { text.hasPrefix($0) }) {
            values = try ConnectionURL(text.dropFirst(scheme.count)).keywords
        } else if text.contains("=") {
            values = try Self.parse(keywordString: text)
        } else {
            throw PostgresError(
                .invalidURL,
                "a connection string starts with postgres:// or postgresql://, or is of the form host=… dbname=…")
        }
        for keyword in values.keys.sorted() where !Self.known.contains(keyword) {
            throw PostgresError(.invalidURL, "libpq knows no connection parameter \"\(keyword)\"")
        }
    }

    subscript(keyword: String) -> String? {
        get { values[keyword] }
        set { values[keyword] = newValue }
    }

    /// Sets what is not given.
    mutating func setDefault(_ keyword: String, _ value: String) {
        if values[keyword] == nil { values[keyword] = value }
    }

    /// What libpq was built to understand.
    static let known: Set<String> = {
        guard let options = PQconndefaults() else { return [] }
        // The array is ours until PQconninfoFree, and ends with an entry that has no keyword.
        defer { PQconninfoFree(options) }
        var keywords: Set<String> = []
        var option = options
        while let keyword = option.pointee.keyword {
            keywords.insert(String(cString: keyword))
            option += 1
        }
        return keywords
    }()

    /// libpq's messages can quote a piece of a password, so they are not passed on.
    private static func parse(keywordString: String) throws(PostgresError) -> [String: String] {
        guard let options = PQconninfoParse(keywordString, nil) else {
            throw PostgresError(
                .invalidURL,
                "libpq does not understand the connection string; it is made of keyword=value pairs, with values that "
                    + "contain spaces in single quotes")
        }
        // As above: ours until PQconninfoFree, with a last entry that has no keyword.
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return values
    }
}

/// The part of a connection URL after `postgres://`: `[user[:password]@][host[:port],…][/dbname][?name=value&…]`.
///
/// Unlike libpq's own parser it takes a password with `@`, `%` and `&` in it that were not percent-encoded, and one
/// with `/` or `?` where that leaves no doubt. A `%` that no two hexadecimal digits follow stands for itself.
struct ConnectionURL {
    static let schemes = ["postgres://", "postgresql://"]

    private(set) var keywords: [String: String] = [:]

    init(_ text: Substring) throws(PostgresError) {
        let split = Self.splitCredentials(text)
        if let credentials = split.credentials {
            let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            set("user", parts[0])
            if parts.count == 2 { set("password", parts[1]) }
        }
        let hosts = split.rest.prefix { $0 != "/" && $0 != "?" }
        var rest = split.rest[hosts.endIndex...]
        try parse(hosts: hosts)
        if rest.first == "/" {
            let name = rest.dropFirst().prefix { $0 != "?" }
            set("dbname", name)
            rest = rest[name.endIndex...]
        }
        if rest.first == "?" { try parse(parameters: rest.dropFirst()) }
    }

    /// The credentials end at the last `@` before the path. A password with `/` or `?` hides where the path begins: it shows
    /// by an authority that is neither a list of hosts nor has an `@`, and then the last `@` of all counts.
    private static func splitCredentials(_ text: Substring) -> (credentials: Substring?, rest: Substring) {
        let authority = text.prefix { $0 != "/" && $0 != "?" }
        if let at = authority.lastIndex(of: "@") { return (text[..<at], text[text.index(after: at)...]) }
        guard !isHostList(authority), let at = text.lastIndex(of: "@") else { return (nil, text) }
        return (text[..<at], text[text.index(after: at)...])
    }

    /// Whether each element has a port that is a number, or none.
    private static func isHostList(_ text: Substring) -> Bool {
        text.split(separator: ",").allSatisfy { element in
            let afterAddress = element.last == "]" ? "" : element.split(separator: "]").last ?? ""
            guard let colon = afterAddress.firstIndex(of: ":") else { return true }
            return afterAddress[afterAddress.index(after: colon)...].allSatisfy(\.isNumber)
        }
    }

    private mutating func parse(hosts text: Substring) throws(PostgresError) {
        guard !text.isEmpty else { return }
        var hosts: [String] = []
        var ports: [String] = []
        for element in text.split(separator: ",", omittingEmptySubsequences: false) {
            var host = element
            var port = Substring()
            if element.first == "[" {
                guard let end = element.firstIndex(of: "]") else {
                    throw PostgresError(.invalidURL, "an IPv6 address of the connection URL has no closing \"]\"")
                }
                host = element[element.index(after: element.startIndex)..<end]
                port = element[element.index(after: end)...]
                guard port.isEmpty || port.first == ":" else {
                    throw PostgresError(.invalidURL, "only \":\" and a port may follow \"]\" in the connection URL")
                }
                port = port.dropFirst()
            } else if let colon = element.firstIndex(of: ":") {
                host = element[..<colon]
                port = element[element.index(after: colon)...]
            }
            guard port.isEmpty || UInt16(port).map({ $0 > 0 }) == true else {
                throw PostgresError(.invalidURL, "a port of the connection URL is not a number from 1 to 65535")
            }
            hosts.append(Self.decode(host))
            ports.append(port.isEmpty ? PostgresConfiguration.defaultPort : String(port))
        }
        if hosts != [""] { keywords["host"] = hosts.joined(separator: ",") }
        keywords["port"] = ports.joined(separator: ",")
    }

    private mutating func parse(parameters text: Substring) throws(PostgresError) {
        for parameter in text.split(separator: "&") {
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw PostgresError(.invalidURL, "a parameter of the connection URL is not of the form name=value")
            }
            switch (Self.decode(parts[0]), Self.decode(parts[1])) {
            // As libpq itself: the JDBC way to say it.
            case ("ssl", "true"): keywords["sslmode"] = "require"
            case (let name, let value): keywords[name] = value
            }
        }
    }

    private mutating func set(_ keyword: String, _ value: Substring) {
        if !value.isEmpty { keywords[keyword] = Self.decode(value) }
    }

    private static func decode(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16),
                value != 0, digits.first != UInt8(ascii: "+")
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

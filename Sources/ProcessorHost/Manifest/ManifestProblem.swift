/// One thing that is wrong in a manifest, and what to do about it.
public struct ManifestProblem: Sendable, Hashable {
    public let file: String
    /// 1 for the first line; nil when the file could not be read.
    public let line: Int?
    /// Which processor: `entry 2 ("summary")`; nil for the manifest as a whole.
    public let entry: String?
    /// The key that it is about; nil for the entry as a whole.
    public let key: String?
    public let found: String
    public let wanted: String
    public let fix: String

    public init(
        file: String, line: Int?, entry: String? = nil, key: String? = nil, found: String, wanted: String, fix: String
    ) {
        self.file = file
        self.line = line
        self.entry = entry
        self.key = key
        self.found = found
        self.wanted = wanted
        self.fix = fix
    }
}

extension ManifestProblem: CustomStringConvertible {
    public var description: String {
        let place = [line.map { "line \($0)" }, entry, key.map { "key \"\($0)\"" }].compactMap(\.self)
        return """
            \(place.isEmpty ? "" : place.joined(separator: ", ") + ": ")found \(found)
                wanted: \(wanted)
                fix:    \(fix)
            """
    }
}

/// Why a manifest was refused as a whole: everything that is wrong in it, not only the first thing.
public struct ManifestError: Error, Sendable, Hashable {
    public let problems: [ManifestProblem]

    public init(_ problems: [ManifestProblem]) {
        self.problems = problems
    }
}

extension ManifestError: CustomStringConvertible {
    public var description: String {
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        let list = problems.map { "  - \($0)" }.joined(separator: "\n")
        return "\(problems.first?.file ?? "the manifest"): \(count)\n\(list)"
    }
}

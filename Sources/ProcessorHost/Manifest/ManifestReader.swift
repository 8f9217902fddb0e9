/// Turns the JSON of a manifest into a ``Manifest``, and collects everything that is wrong with it.
struct ManifestReader {
    let file: String
    /// Stands in for `concurrency` where an entry has none.
    let cores: Int
    private(set) var problems: [ManifestProblem] = []

    private static let topKeys = ["version", "discover", "processors"]

    init(file: String, cores: Int) {
        self.file = file
        self.cores = cores
    }

    mutating func read(_ root: JSONNode) -> Manifest? {
        guard case .object(let members) = root.value else {
            report(root, found: root.summary, wanted: "an object", fix: #"write {"version": 1, "processors": [ … ]}"#)
            return nil
        }
        let values = keyed(members, known: Self.topKeys, entry: nil)
        readVersion(values["version"], in: root)
        let discover = readDiscover(values["discover"])
        let entries = readEntries(values["processors"])
        refuseClashes(entries)
        return problems.isEmpty ? Manifest(path: file, discover: discover, entries: entries.map(\.value)) : nil
    }

    private mutating func readVersion(_ member: JSONNode.Member?, in root: JSONNode) {
        guard let member else {
            report(root, key: "version", found: "no such key", wanted: "1", fix: #"add "version": 1"#)
            return
        }
        guard case .number(1) = member.value.value else {
            report(
                member.value, key: "version", found: member.value.summary, wanted: "1, the only version there is",
                fix: #"write "version": 1"#)
            return
        }
    }

    private mutating func readDiscover(_ member: JSONNode.Member?) -> Bool {
        guard let member else { return false }
        if case .bool(let discover) = member.value.value { return discover }
        report(
            member.value, key: "discover", found: member.value.summary, wanted: "true or false",
            fix: #"write "discover": true to serve what lies in Plugins/"#)
        return false
    }

    private mutating func readEntries(_ member: JSONNode.Member?) -> [Located<ManifestEntry>] {
        guard let member else { return [] }
        guard case .array(let nodes) = member.value.value else {
            report(
                member.value, key: "processors", found: member.value.summary, wanted: "a list of objects",
                fix: #"write "processors": [ {"name": …}, … ]"#)
            return []
        }
        return nodes.enumerated().compactMap { index, node in readEntry(node, index: index) }
    }

    private mutating func readEntry(_ node: JSONNode, index: Int) -> Located<ManifestEntry>? {
        guard case .object(let members) = node.value else {
            report(
                node, entry: "entry \(index + 1)", found: node.summary, wanted: "an object",
                fix: #"write {"name": …, "library": …}"#)
            return nil
        }
        var reader = EntryReader(file: file, cores: cores, node: node, index: index)
        reader.values = keyed(members, known: EntryReader.keys, entry: reader.label(of: members))
        let entry = reader.read(members)
        problems += reader.problems
        return entry.map { Located(value: $0, line: node.line, label: reader.label(of: members)) }
    }

    /// The members by key, after complaints about those that nobody knows and those that are there twice.
    private mutating func keyed(
        _ members: [JSONNode.Member], known: [String], entry: String?
    ) -> [String: JSONNode.Member] {
        var values: [String: JSONNode.Member] = [:]
        for member in members {
            if !known.contains(member.key) {
                let fix = Spelling.suggestion(for: member.key, among: known).map { "did you mean \"\($0)\"?" }
                problems.append(
                    ManifestProblem(
                        file: file, line: member.line, entry: entry, key: member.key, found: "an unknown key",
                        wanted: "one of \(known.joined(separator: ", "))", fix: fix ?? "remove it"))
            } else if let first = values[member.key] {
                problems.append(
                    ManifestProblem(
                        file: file, line: member.line, entry: entry, key: member.key, found: "the key again",
                        wanted: "each key once (it is in line \(first.line), too)", fix: "remove one of the two"))
            } else {
                values[member.key] = member
            }
        }
        return values
    }

    /// Two processors of one name, or for one job type.
    private mutating func refuseClashes(_ entries: [Located<ManifestEntry>]) {
        var owners: [String: Located<ManifestEntry>] = [:]
        var names: [String: Located<ManifestEntry>] = [:]
        for entry in entries {
            if let first = names[entry.value.name] {
                problems.append(
                    ManifestProblem(
                        file: file, line: entry.line, entry: entry.label, key: "name",
                        found: "the name of \(first.label) in line \(first.line), too",
                        wanted: "a name of its own for each processor", fix: "rename one of the two"))
            } else {
                names[entry.value.name] = entry
            }
            for type in entry.value.jobTypes ?? [] {
                guard let first = owners[type] else {
                    owners[type] = entry
                    continue
                }
                problems.append(
                    ManifestProblem(
                        file: file, line: entry.line, entry: entry.label, key: "job_types",
                        found: "\"\(type)\", which \(first.label) in line \(first.line) serves, too",
                        wanted: "one processor for a job type", fix: "remove \"\(type)\" from one of the two"))
            }
        }
    }

    private mutating func report(
        _ node: JSONNode, entry: String? = nil, key: String? = nil, found: String, wanted: String, fix: String
    ) {
        problems.append(
            ManifestProblem(
                file: file, line: node.line, entry: entry, key: key, found: found, wanted: wanted, fix: fix))
    }
}

/// An entry and where it stands.
private struct Located<Value> {
    let value: Value
    let line: Int
    let label: String
}

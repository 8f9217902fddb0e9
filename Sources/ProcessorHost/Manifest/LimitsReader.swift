import RunnerProtocol

/// Reads the object `limits` of an entry.
struct LimitsReader {
    /// What is wrong, without the place of the entry.
    struct Problem {
        let node: JSONNode
        let key: String
        let found: String
        let wanted: String
        let fix: String
    }

    private(set) var problems: [Problem] = []

    mutating func read(_ members: [JSONNode.Member]) -> ProcessorLimits {
        var limits = ProcessorLimits()
        var seen: [String: JSONNode] = [:]
        for member in members {
            guard let key = LimitKey.all.first(where: { $0.name == member.key }) else {
                let names = LimitKey.all.map(\.name)
                let fix = Spelling.suggestion(for: member.key, among: names).map { "did you mean \"\($0)\"?" }
                report(
                    member.value, member.key, found: "an unknown key",
                    wanted: "one of \(names.joined(separator: ", "))",
                    fix: fix ?? "remove it")
                continue
            }
            guard seen.updateValue(member.value, forKey: key.name) == nil else {
                report(
                    member.value, key.name, found: "the key again", wanted: "each key once",
                    fix: "remove one of the two")
                continue
            }
            read(key, member.value, into: &limits)
        }
        if limits.run.artifactBytes > limits.run.artifactTotalBytes, let node = seen["artifacts"] ?? seen["artifact"] {
            report(
                node, "artifacts",
                found: "\(ByteText.describe(limits.run.artifactTotalBytes)) for all artifacts of a run, and "
                    + "\(ByteText.describe(limits.run.artifactBytes)) for one (limits.artifact)",
                wanted: "at least as much for all as for one", fix: "raise artifacts or lower artifact")
        }
        return limits
    }

    private mutating func read(_ key: LimitKey, _ node: JSONNode, into limits: inout ProcessorLimits) {
        let value: UInt64? =
            switch (node.value, key.unit) {
            case (.number(let number), _): UInt64(exactly: number)
            case (.string(let text), .bytes): ByteText.parse(text)
            default: nil
            }
        if let value, key.range.contains(value) { return key.set(&limits, value) }
        let range = "\(key.text(key.range.lowerBound)) to \(key.text(key.range.upperBound))"
        let example = key.text(key.get(ProcessorLimits()))
        report(
            node, key.name, found: node.summary,
            wanted: key.unit == .bytes ? "\(range): a number of bytes, or a string like \"8 KiB\", \"64MiB\"" : range,
            fix: "write \"\(key.name)\": \(key.unit == .bytes ? "\"\(example)\"" : example)")
    }

    private mutating func report(_ node: JSONNode, _ key: String, found: String, wanted: String, fix: String) {
        problems.append(Problem(node: node, key: "limits.\(key)", found: found, wanted: wanted, fix: fix))
    }
}

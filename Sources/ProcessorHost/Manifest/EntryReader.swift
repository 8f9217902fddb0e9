import Foundation

/// Reads one entry of a manifest.
struct EntryReader {
    static let keys = [
        "name", "job_types", "library", "concurrency", "timeout", "stall_timeout", "max_attempts", "retry_delay",
        "retry_max_delay", "placement", "environment", "sha256", "signed_by", "config", "limits", "sandbox", "network",
        "memory", "cpu", "files", "processes", "scratch", "cache", "read", "write",
    ]

    let file: String
    let cores: Int
    let node: JSONNode
    let index: Int
    var values: [String: JSONNode.Member] = [:]
    private(set) var problems: [ManifestProblem] = []
    private var label = ""

    init(file: String, cores: Int, node: JSONNode, index: Int) {
        self.file = file
        self.cores = cores
        self.node = node
        self.index = index
    }

    /// `entry 2 ("summary")`, as far as the entry has a name.
    func label(of members: [JSONNode.Member]) -> String {
        for member in members where member.key == "name" {
            if case .string(let name) = member.value.value { return "entry \(index + 1) (\"\(name)\")" }
        }
        return "entry \(index + 1)"
    }

    /// nil when something is wrong; ``problems`` says what.
    mutating func read(_ members: [JSONNode.Member]) -> ManifestEntry? {
        label = label(of: members)
        let name = readName()
        let library = readLibrary()
        var entry = ManifestEntry(name: name ?? "", library: library ?? "", concurrency: cores)
        entry.jobTypes = readJobTypes()
        entry.concurrency = readNumber("concurrency", 1...1024, example: "2") ?? cores
        entry.timeout = readDuration("timeout", example: "30m") ?? ManifestDefaults.timeout
        entry.stallTimeout = readDuration("stall_timeout", example: "10m") ?? ManifestDefaults.stallTimeout
        entry.maxAttempts = readNumber("max_attempts", 1...100, example: "3") ?? ManifestDefaults.maxAttempts
        entry.retryDelay = readDuration("retry_delay", example: "2s")
        entry.longestRetryDelay = readDuration("retry_max_delay", example: "5m")
        checkRetryDelays(of: entry)
        entry.placement = readPlacement() ?? .process
        entry.environment = readEnvironment()
        entry.sha256 = readDigest()
        entry.signedBy = readKeys()
        entry.config = readConfig() ?? entry.config
        entry.sandbox = readSandbox()
        entry.limits = readLimits() ?? entry.limits
        return problems.isEmpty ? entry : nil
    }

    // MARK: - The keys

    private mutating func readName() -> String? {
        let wanted = "1 to 64 characters of A-Z a-z 0-9 . _ -"
        guard let text = readString("name", wanted: wanted, fix: #"write "name": "summary""#, required: true) else {
            return nil
        }
        if ProcessorName.isValid(text) { return text }
        report("name", found: values["name"]?.value.summary, wanted: wanted, fix: "use a shorter, plainer name")
        return nil
    }

    private mutating func readLibrary() -> String? {
        let wanted = "the path of a shared library, or its bare name in Plugins/"
        let fix = #"write "library": "NAME" for Plugins/NAME.so"#
        guard let text = readString("library", wanted: wanted, fix: fix, required: true) else { return nil }
        if !text.isEmpty, !text.utf8.contains(0), !text.hasSuffix("/") { return text }
        report("library", found: values["library"]?.value.summary, wanted: wanted, fix: fix)
        return nil
    }

    private mutating func readJobTypes() -> [String]? {
        let fix = #"write "job_types": ["tech_rfp_summary"], or leave the key out if the library says what it serves"#
        let wanted = "a list of job types, each 1 to 100 bytes"
        guard let nodes = readList("job_types", wanted: wanted, fix: fix) else { return nil }
        var types: [String] = []
        for node in nodes {
            guard case .string(let type) = node.value, (1...100).contains(type.utf8.count),
                type.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
            else {
                report("job_types", node, found: node.summary, wanted: wanted, fix: fix)
                continue
            }
            let full = JobTypeAlias.fullName(of: type)
            if types.contains(full) {
                report(
                    "job_types", node, found: "\"\(full)\" again\(full == type ? "" : ", as \"\(type)\"")",
                    wanted: "each job type once", fix: "remove one of the two")
            } else {
                types.append(full)
            }
        }
        if nodes.isEmpty { report("job_types", found: "an empty list", wanted: wanted, fix: fix) }
        return types
    }

    mutating func readNumber(_ key: String, _ range: ClosedRange<Int>, example: String) -> Int? {
        guard let value = values[key]?.value else { return nil }
        if case .number(let number) = value.value, let whole = Int(exactly: number), range.contains(whole) {
            return whole
        }
        report(
            key, found: value.summary, wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            fix: "write \"\(key)\": \(example)")
        return nil
    }

    mutating func readDuration(_ key: String, example: String) -> Duration? {
        guard let value = values[key]?.value else { return nil }
        let duration: Duration? =
            switch value.value {
            case .number(let seconds): DurationText.duration(seconds: seconds)
            case .string(let text): DurationText.parse(text)
            default: nil
            }
        if let duration, duration > .zero { return duration }
        report(
            key, found: value.summary,
            wanted: "a number of seconds above 0, or a string like \"250ms\", \"30s\", \"10m\", \"2h\"",
            fix: "write \"\(key)\": \"\(example)\"")
        return nil
    }

    private mutating func checkRetryDelays(of entry: ManifestEntry) {
        guard let first = entry.retryDelay, let longest = entry.longestRetryDelay, longest < first else { return }
        report(
            "retry_max_delay", found: values["retry_max_delay"]?.value.summary,
            wanted: "no less than retry_delay, from which the delays grow", fix: "make it longer, or leave it out")
    }

    private mutating func readPlacement() -> ManifestEntry.Placement? {
        let wanted = "\"process\" or \"in-process\""
        guard let text = readString("placement", wanted: wanted, fix: #"write "placement": "process""#) else {
            return nil
        }
        if let placement = ManifestEntry.Placement(rawValue: text) { return placement }
        let names = ManifestEntry.Placement.allCases.map(\.rawValue)
        let fix = Spelling.suggestion(for: text, among: names).map { "did you mean \"\($0)\"?" }
        report(
            "placement", found: values["placement"]?.value.summary, wanted: wanted,
            fix: fix ?? "leave the key out for \"process\"")
        return nil
    }

    private mutating func readEnvironment() -> [String] {
        let wanted = "a list of names of environment variables"
        let fix = #"write "environment": ["HTTPS_PROXY"]; values come from the host's own environment"#
        var names: [String] = []
        for node in readList("environment", wanted: wanted, fix: fix) ?? [] {
            guard case .string(let name) = node.value, EnvironmentName.isValid(name) else {
                report("environment", node, found: node.summary, wanted: wanted, fix: fix)
                continue
            }
            if EnvironmentName.isWithheld(name) {
                report(
                    "environment", node, found: node.summary, wanted: "no access to the database for a processor",
                    fix: "remove it")
            } else if !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private mutating func readDigest() -> String? {
        let wanted = "64 hexadecimal digits"
        let fix = "write what `sha256sum FILE` prints"
        guard let text = readString("sha256", wanted: wanted, fix: fix) else { return nil }
        if text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) { return text.lowercased() }
        report("sha256", found: "a string of \(text.count) characters", wanted: wanted, fix: fix)
        return nil
    }

    private mutating func readKeys() -> [[UInt8]] {
        let wanted = "a list of ed25519 public keys, each of 32 bytes in Base64"
        let fix = "write what `openssl pkey -in key.pem -pubout -outform DER | tail -c 32 | base64` prints"
        return (readList("signed_by", wanted: wanted, fix: fix) ?? []).compactMap { node in
            if case .string(let text) = node.value, let key = Data(base64Encoded: text), key.count == 32 {
                return [UInt8](key)
            }
            report("signed_by", node, found: node.summary, wanted: wanted, fix: fix)
            return nil
        }
    }

    private mutating func readConfig() -> [UInt8]? {
        guard let value = values["config"]?.value else { return nil }
        if case .object = value.value { return value.text }
        report(
            "config", found: value.summary, wanted: "an object, handed to the processor as it is",
            fix: #"write "config": {"key": value}"#)
        return nil
    }

    private mutating func readLimits() -> ProcessorLimits? {
        guard let value = values["limits"]?.value else { return nil }
        guard case .object(let members) = value.value else {
            report(
                "limits", found: value.summary, wanted: "an object", fix: #"write "limits": {"artifact": "64 MiB"}"#)
            return nil
        }
        var reader = LimitsReader()
        let limits = reader.read(members)
        for problem in reader.problems {
            report(problem.key, problem.node, found: problem.found, wanted: problem.wanted, fix: problem.fix)
        }
        return limits
    }

    // MARK: - Kinds of values

    mutating func readString(
        _ key: String, wanted: String, fix: String, required: Bool = false
    ) -> String? {
        guard let value = values[key]?.value else {
            if required { report(key, found: "no such key", wanted: wanted, fix: fix) }
            return nil
        }
        if case .string(let text) = value.value { return text }
        report(key, found: value.summary, wanted: wanted, fix: fix)
        return nil
    }

    mutating func readList(_ key: String, wanted: String, fix: String) -> [JSONNode]? {
        guard let value = values[key]?.value else { return nil }
        if case .array(let nodes) = value.value { return nodes }
        report(key, found: value.summary, wanted: wanted, fix: fix)
        return nil
    }

    mutating func report(
        _ key: String, _ place: JSONNode? = nil, found: String?, wanted: String, fix: String
    ) {
        problems.append(
            ManifestProblem(
                file: file, line: (place ?? values[key]?.value ?? node).line, entry: label, key: key,
                found: found ?? "nothing", wanted: wanted, fix: fix))
    }
}

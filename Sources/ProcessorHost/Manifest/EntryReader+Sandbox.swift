/// The keys that confine a processor.
extension EntryReader {
    mutating func readSandbox() -> SandboxTerms {
        var terms = SandboxTerms()
        terms.mode = readMode() ?? terms.mode
        terms.allowsNetwork = readFlag("network") ?? terms.allowsNetwork
        terms.memory = readByteCount("memory", least: 64 << 20, example: "4GiB") ?? terms.memory
        terms.cpu = readDuration("cpu", example: "10m")
        terms.files = readNumber("files", 64...1_048_576, example: "4096") ?? terms.files
        terms.processes = readNumber("processes", 1...32_768, example: "128") ?? terms.processes
        terms.scratch = readByteCount("scratch", least: 1 << 20, example: "8GiB") ?? terms.scratch
        terms.cache = readCache()
        terms.readable = readPaths("read")
        terms.writable = readPaths("write")
        return terms
    }

    private mutating func readMode() -> SandboxTerms.Mode? {
        let wanted = "\"on\", \"required\" or \"off\""
        guard let text = readString("sandbox", wanted: wanted, fix: #"write "sandbox": "required""#) else { return nil }
        if let mode = SandboxTerms.Mode(rawValue: text) { return mode }
        report(
            "sandbox", found: values["sandbox"]?.value.summary, wanted: wanted, fix: #"leave the key out for "on""#)
        return nil
    }

    private mutating func readFlag(_ key: String) -> Bool? {
        guard let value = values[key]?.value else { return nil }
        if case .bool(let flag) = value.value { return flag }
        report(key, found: value.summary, wanted: "true or false", fix: "write \"\(key)\": true")
        return nil
    }

    private mutating func readByteCount(_ key: String, least: UInt64, example: String) -> UInt64? {
        guard let value = values[key]?.value else { return nil }
        let count: UInt64? =
            switch value.value {
            case .number(let number): UInt64(exactly: number)
            case .string(let text): ByteText.parse(text)
            default: nil
            }
        if let count, count >= least, count <= 1 << 50 { return count }
        report(
            key, found: value.summary,
            wanted:
                "a size of \(ByteText.describe(least)) or more: a number of bytes, or a string like \"512MiB\", \"4GiB\"",
            fix: "write \"\(key)\": \"\(example)\"")
        return nil
    }

    private mutating func readCache() -> String? {
        let wanted =
            "a name for a cache, which is shared by those that name it: 1 to 64 characters of A-Z a-z 0-9 . _ -"
        let fix = #"write "cache": "documents"; folders of your own belong into "write""#
        guard let text = readString("cache", wanted: wanted, fix: fix) else { return nil }
        if ProcessorName.isValid(text), !text.hasPrefix(".") { return text }
        report("cache", found: values["cache"]?.value.summary, wanted: wanted, fix: fix)
        return nil
    }

    private mutating func readPaths(_ key: String) -> [String] {
        let wanted = "a list of absolute paths"
        let fix = "write \"\(key)\": [\"/var/lib/models\"]"
        return (readList(key, wanted: wanted, fix: fix) ?? []).compactMap { node in
            if case .string(let path) = node.value, path.hasPrefix("/"), path != "/", !path.utf8.contains(0) {
                return path
            }
            report(key, node, found: node.summary, wanted: wanted, fix: fix)
            return nil
        }
    }
}

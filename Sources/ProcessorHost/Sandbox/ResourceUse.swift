/// What the processes of a run use at a moment.
struct ResourceUse: Sendable, Hashable {
    var processes = 0
    /// Memory that is their own, in bytes.
    var memory: UInt64 = 0
    /// In the scratch folder, and in files that have no name any more, in bytes.
    var scratch: UInt64 = 0
    var scratchEntries = 0
}

/// What they may use.
struct ResourceLimits: Sendable, Hashable {
    let processor: String
    let processes: Int
    let memory: UInt64
    let scratch: UInt64

    /// For the kernel, which counts threads: room for programs that have many.
    var tasks: Int { processes * 8 + 64 }

    init(processor: String, _ terms: SandboxTerms) {
        self.processor = processor
        processes = terms.processes
        memory = terms.memory
        scratch = terms.scratch
    }

    /// What is wrong, if something is.
    func violation(by use: ResourceUse) -> RunFailure? {
        if use.processes > processes {
            return failure(
                "processes", "had \(use.processes) processes at once. The limit is \(processes)", key: "processes")
        }
        if use.memory > memory {
            return failure(
                "memory",
                "used \(ByteText.roughly(use.memory)) of memory. The limit is \(ByteText.describe(memory))",
                key: "memory")
        }
        if use.scratch > scratch {
            return failure(
                "scratch",
                "had \(ByteText.roughly(use.scratch)) in its scratch folder. "
                    + "The limit is \(ByteText.describe(scratch))", key: "scratch")
        }
        if use.scratchEntries > FolderSize.maximumEntries {
            return failure(
                "scratch", "had more than \(FolderSize.maximumEntries) files in its scratch folder, which is the limit",
                key: "none raises it")
        }
        return nil
    }

    private func failure(_ code: String, _ what: String, key: String) -> RunFailure {
        RunFailure(
            code: "processor.\(code)", message: "The processor \(processor) \(what) (manifest: \(key)); it was killed")
    }
}

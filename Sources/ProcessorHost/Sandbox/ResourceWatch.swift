import Glibc
import ProcessorLoader
import Synchronization

/// Looks at what the runners of a host use, ten times a second while there are some that work for longer than that.
///
/// The kernel's own limits are of single processes; this counts what they have together, and what no limit knows.
final class ResourceWatch: Sendable {
    /// What is watched.
    protocol Subject: AnyObject, Sendable {
        /// The number of the process group; nil while there is nothing to look at.
        var watchedGroup: pid_t? { get }
        var resourceLimits: ResourceLimits { get }
        var scratchPath: String { get }
        func exceeded(_ failure: RunFailure)
    }

    private static let pause: UInt32 = 100_000
    /// The folder of each is measured every so many looks.
    private static let folderTurn = 5

    private struct State {
        var subjects: [ObjectIdentifier: any Subject] = [:]
        var isRunning = false
    }

    private let state = Mutex(State())

    func add(_ subject: any Subject) throws(LoadError) {
        let mustStart = state.withLock { state in
            state.subjects[ObjectIdentifier(subject)] = subject
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { try RunThread.start(name: "resources") { self.work() } }
    }

    func remove(_ subject: any Subject) {
        state.withLock { _ = $0.subjects.removeValue(forKey: ObjectIdentifier(subject)) }
    }

    private func work() {
        var turn = 0
        while true {
            usleep(Self.pause)
            let subjects = state.withLock { state in
                state.isRunning = !state.subjects.isEmpty
                return Array(state.subjects.values)
            }
            if subjects.isEmpty { return }
            turn += 1
            look(at: subjects, measuringFolders: turn % Self.folderTurn == 0)
        }
    }

    private func look(at subjects: [any Subject], measuringFolders: Bool) {
        var watched: [pid_t: any Subject] = [:]
        for subject in subjects {
            if let group = subject.watchedGroup { watched[group] = subject }
        }
        guard !watched.isEmpty else { return }
        for (group, entries) in ProcessTable.groups(Set(watched.keys)) {
            guard let subject = watched[group] else { continue }
            let limits = subject.resourceLimits
            var use = ResourceUse()
            use.processes = entries.count
            use.memory = entries.reduce(0) { $0 + $1.resident }
            // Programs and libraries are counted in that, once for each process: looked at closely where it matters.
            if use.memory > limits.memory, use.processes <= limits.processes {
                use.memory = entries.reduce(0) { $0 + ProcessTable.ownMemory($1.pid) }
            }
            if measuringFolders, use.processes <= limits.processes {
                let folder = FolderSize(of: subject.scratchPath, upTo: limits.scratch)
                use.scratch = folder.bytes
                use.scratchEntries = folder.entries
                for entry in entries { use.scratch += ProcessTable.namelessFiles(entry.pid) }
            }
            if let failure = limits.violation(by: use) { subject.exceeded(failure) }
        }
    }
}

import ProcessorLoader
import RunnerProtocol

/// A processor that is fit to serve.
struct PreparedProcessor: Sendable, Equatable {
    let entry: ManifestEntry
    let library: VerifiedLibrary
    let descriptor: ProcessorDescriptor
    /// Full names.
    let jobTypes: [String]

    static func == (a: PreparedProcessor, b: PreparedProcessor) -> Bool {
        a.library === b.library && a.entry == b.entry && a.jobTypes == b.jobTypes
    }
}

/// Finds, checks and describes the libraries of a manifest, and decides which of them serve.
struct ProcessorPreparation: Sendable {
    struct Outcome: Sendable {
        var prepared: [PreparedProcessor] = []
        var refused: [RefusedProcessor] = []
        /// Those whose replacement was refused: the old one is in ``prepared``.
        var kept: [RefusedProcessor] = []
    }

    private struct Candidate: Sendable {
        let entry: ManifestEntry
        let result: Result<(VerifiedLibrary, ProcessorDescriptor), LibraryRefusal>
    }

    let manifest: Manifest
    let configuration: ProcessorHostConfiguration
    let folder: RuntimeFolder
    let groups: GroupGuard
    /// How many libraries are looked at at once, and the concurrency of discovered ones.
    let cores: Int
    let quarantine: Quarantine
    var support = SandboxSupport.current
    /// What serves already: it is kept when nothing has changed, or when what is to replace it is refused.
    var serving: [PreparedProcessor] = []
    /// Ends the looking early; what has not been looked at then is refused.
    let cancellation = StartCancellation()

    func prepare() async -> Outcome {
        var candidates = await examine(manifest.entries)
        if manifest.discover {
            candidates += await examine(discovered(besides: manifest.entries))
        }
        var admission = Admission(entries: manifest.entries)
        var outcome = Outcome()
        for candidate in candidates {
            do throws(LibraryRefusal) {
                let (library, descriptor) = try candidate.result.get()
                let types = try admission.admit(candidate.entry, descriptor)
                outcome.prepared.append(
                    PreparedProcessor(
                        entry: candidate.entry, library: library, descriptor: descriptor, jobTypes: types))
            } catch {
                let declared = (try? candidate.result.get())?.1.jobTypes.map(JobTypeAlias.fullName)
                let refused = RefusedProcessor(
                    name: candidate.entry.name, jobTypes: candidate.entry.jobTypes ?? declared ?? [], code: error.code,
                    reason: error.reason)
                if let current = keepable(candidate.entry, error, &admission) {
                    outcome.prepared.append(current)
                    outcome.kept.append(refused)
                } else {
                    outcome.refused.append(refused)
                }
            }
        }
        return outcome
    }

    /// What serves on when its replacement is refused. A library that was removed is wanted gone.
    private func keepable(
        _ entry: ManifestEntry, _ refusal: LibraryRefusal, _ admission: inout Admission
    ) -> PreparedProcessor? {
        guard refusal.code != LibraryRefusal.missingCode,
            let current = serving.first(where: { $0.entry.name == entry.name }),
            let types = try? admission.admit(current.entry, current.descriptor), types == current.jobTypes
        else { return nil }
        return current
    }

    func launch(of library: VerifiedLibrary, _ entry: ManifestEntry, describeOnly: Bool) -> RunnerLaunch {
        let environment = entry.environment.compactMap { name in
            configuration.environment[name].map { "\(name)=\($0)" }
        }
        return RunnerLaunch(
            program: configuration.runnerPath, environment: environment,
            load: LoadRequest(
                libraryPath: library.copy, config: entry.config, describeOnly: describeOnly,
                sandbox: entry.sandbox.policy(library: library.copy, original: library.path)),
            cache: entry.sandbox.cache ?? entry.name, groups: groups)
    }

    /// Entries for the libraries in `Plugins/` that no entry names, under whatever name.
    private func discovered(besides entries: [ManifestEntry]) -> [ManifestEntry] {
        let locator = LibraryLocator(manifest: manifest)
        let named = Set(entries.compactMap { try? FileIdentity(of: locator.locate($0.library)) })
        return locator.libraries().compactMap { path in
            if let identity = FileIdentity(of: path), named.contains(identity) { return nil }
            return ManifestEntry(
                name: ProcessorName.derived(from: path), library: path, concurrency: cores, isDiscovered: true)
        }
    }

    /// Looks at a few libraries at a time, each on a thread that may wait. The answers are in the order of the entries.
    private func examine(_ entries: [ManifestEntry]) async -> [Candidate] {
        await withTaskGroup(of: (Int, Candidate).self) { group in
            var candidates = [Candidate?](repeating: nil, count: entries.count)
            var rest = entries.enumerated().makeIterator()
            func addNext() {
                guard let (index, entry) = rest.next() else { return }
                group.addTask { (index, await examine(entry)) }
            }
            for _ in 0..<cores { addNext() }
            for await (index, candidate) in group {
                candidates[index] = candidate
                addNext()
            }
            return candidates.compactMap(\.self)
        }
    }

    private func examine(_ entry: ManifestEntry) async -> Candidate {
        await withCheckedContinuation { continuation in
            do throws(LoadError) {
                try RunThread.start(name: "describe") {
                    continuation.resume(returning: Candidate(entry: entry, result: look(at: entry)))
                }
            } catch {
                let refusal = LibraryRefusal(code: error.code, reason: error.message)
                continuation.resume(returning: Candidate(entry: entry, result: .failure(refusal)))
            }
        }
    }

    private func look(at entry: ManifestEntry) -> Result<(VerifiedLibrary, ProcessorDescriptor), LibraryRefusal> {
        Result { () throws(LibraryRefusal) in
            let missing = support.missing
            guard entry.placement == .inProcess || entry.sandbox.mode != .required || missing.isEmpty else {
                throw .unconfined(missing)
            }
            let path = try LibraryLocator(manifest: manifest).locate(entry.library)
            let current = serving.first { $0.entry == entry && $0.library.path == path }
            if let current, current.library.stamp == FileStamp(of: path) {
                return (current.library, current.descriptor)
            }
            guard entry.placement == .process || !serving.contains(where: { $0.entry.name == entry.name }) else {
                throw .inHost
            }
            let library = try LibraryVerifier(folder: folder).verify(
                path, sha256: entry.sha256, signedBy: entry.signedBy)
            if let current, current.library.sha256 == library.sha256 { return (current.library, current.descriptor) }
            return (library, try describe(library, entry))
        }
    }

    private func describe(
        _ library: VerifiedLibrary, _ entry: ManifestEntry
    ) throws(LibraryRefusal) -> ProcessorDescriptor {
        if let reason = quarantine.reason(for: library.sha256) { throw .quarantined(library.path, reason) }
        let launch = launch(of: library, entry, describeOnly: true)
        do throws(LibraryRefusal) {
            return try LibraryDescription.describe(
                launch, within: configuration.describeTimeout, unless: cancellation)
        } catch {
            if error.code == LibraryRefusal.crashedCode { quarantine.add(library.sha256, reason: error.reason) }
            throw error
        }
    }
}

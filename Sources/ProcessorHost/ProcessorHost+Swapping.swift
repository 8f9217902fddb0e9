import Logging
import RunnerProtocol
import Synchronization

extension ProcessorHost {
    /// Serves what the manifest and the libraries say, whenever they change, until the task is cancelled.
    ///
    /// New runs get the new processors; those that run finish on the old ones. What is broken is refused, and what served
    /// before goes on serving. Changed files are looked at when they have stopped changing.
    /// - Parameter reloads: each element asks for a look at once, whether a file seems to have changed or not.
    public func watch(reloads: AsyncStream<Void>) async {
        let (looks, feed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withDiscardingTaskGroup { group in
            group.addTask { [interval = configuration.watchInterval] in
                while (try? await Task.sleep(for: interval)) != nil { feed.yield() }
            }
            group.addTask {
                for await _ in reloads {
                    self.isReloadWished.store(true, ordering: .sequentiallyConsistent)
                    feed.yield()
                }
            }
            var manifest = Manifest(path: configuration.manifestPath, discover: false, entries: [])
            var detector = ChangeDetector(FileSurvey(stamps: [:]))
            // The first look finds everything changed, and nothing to do.
            for await _ in looks {
                let survey = FileSurvey(of: manifest)
                let wish = isReloadWished.exchange(false, ordering: .sequentiallyConsistent)
                guard detector.look(survey) || wish else { continue }
                detector.settle(survey)
                manifest = await refresh() ?? manifest
            }
            group.cancelAll()
        }
    }

    /// Reads the manifest again, and replaces the services whose entry or library is another one now.
    /// - Returns: the manifest; nil when it cannot be used.
    func refresh() async -> Manifest? {
        let manifest: Manifest
        do {
            manifest = try Manifest.load(path: configuration.manifestPath, spoolLimit: configuration.spoolLimit)
        } catch {
            logger.error("the manifest cannot be used, and what was served before is served on: \(error)")
            return nil
        }
        let old = roster.withLock { $0 }
        let preparation = ProcessorPreparation(
            manifest: manifest, configuration: configuration, folder: folder, groups: groups,
            cores: Manifest.defaultConcurrency,
            quarantine: quarantine, serving: old.services.map(\.processor))
        let outcome = await preparation.prepare()
        install(services(outcome.prepared, preparation, replacing: old), outcome, replacing: old)
        return manifest
    }

    /// Keeps the services that have not changed, and makes the others.
    func services(
        _ prepared: [PreparedProcessor], _ preparation: ProcessorPreparation, replacing old: Roster = Roster()
    ) -> [ProcessorService] {
        prepared.map { processor in
            if let service = old[processor.entry.name], service.processor == processor { return service }
            let launch = preparation.launch(of: processor.library, processor.entry, describeOnly: false)
            return ProcessorService(
                processor, launch: launch, configuration: configuration, lease: lease, watch: resources,
                makeScratchPath: folder.newRunPath, logger: logger)
        }
    }

    private func install(_ services: [ProcessorService], _ outcome: ProcessorPreparation.Outcome, replacing old: Roster)
    {
        let new = Roster(services, refused: outcome.refused)
        let isClosed = roster.withLock { roster in
            // Nobody else replaces it but a shutdown, which empties it.
            guard !self.isClosed.load(ordering: .sequentiallyConsistent) else { return true }
            roster = new
            return false
        }
        guard !isClosed else { return }
        let retired = old.services.filter { service in !services.contains { $0 === service } }
        for service in retired {
            for run in service.pool.retire() { submit(run, to: service.name) }
        }
        log(new, outcome, replacing: old)
        if !retired.isEmpty || services.count != old.services.count { announceChange() }
    }

    private func log(_ new: Roster, _ outcome: ProcessorPreparation.Outcome, replacing old: Roster) {
        for service in new.services where old[service.name] !== service {
            log(service.processor, isReplacement: old[service.name] != nil)
        }
        for service in old.services where new[service.name] == nil {
            logger.notice("processor \(service.name) serves no more", metadata: ["processor": "\(service.name)"])
        }
        for kept in outcome.kept {
            logger.error(
                "processor \(kept.name) is not replaced, and the old one serves on: \(kept.reason)",
                metadata: ["processor": "\(kept.name)", "code": "\(kept.code)"])
        }
        for refused in new.refused where !old.refused.contains(refused) {
            logger.error("\(refused)", metadata: ["processor": "\(refused.name)", "code": "\(refused.code)"])
        }
    }

    func log(_ processor: PreparedProcessor, isReplacement: Bool = false) {
        logger.info(
            "processor \(processor.entry.name) serves \(processor.jobTypes.joined(separator: ", "))",
            metadata: [
                "library": "\(processor.library.path)", "sha256": "\(processor.library.sha256)",
                "version": "\(processor.descriptor.id) \(processor.descriptor.version)",
                "replacement": "\(isReplacement)",
            ])
    }
}

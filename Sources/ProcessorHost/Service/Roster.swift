/// The processors that serve, in the order of the manifest, and those that were refused.
struct Roster: Sendable {
    private(set) var services: [ProcessorService] = []
    var refused: [RefusedProcessor] = []
    private var byName: [String: ProcessorService] = [:]

    init(_ services: [ProcessorService] = [], refused: [RefusedProcessor] = []) {
        self.services = services
        self.refused = refused
        byName = Dictionary(uniqueKeysWithValues: services.map { ($0.name, $0) })
    }

    subscript(name: String) -> ProcessorService? { byName[name] }

    func catalog(at now: MonotonicInstant) -> ProcessorCatalog {
        ProcessorCatalog(processors: services.map { $0.served(at: now) })
    }
}

import JobQueue
import Logging
import ProcessorHost
import Synchronization

extension Worker {
    /// Counts the jobs that nobody here serves, at once and every few minutes, and logs when the count has changed.
    func watchCensus() async {
        var outage = OutageLog()
        while !Task.isCancelled {
            do {
                let served = Set(await executor.catalog().processors.flatMap(\.jobTypes))
                note(try await store.census().filter { !served.contains($0.key) })
                _ = outage.succeeded()
            } catch {
                let text = safeText(of: error)
                logger.log(level: outage.failed(text), "waiting jobs cannot be counted", metadata: ["error": "\(text)"])
            }
            guard (try? await time.sleep(for: configuration.censusInterval)) != nil else { return }
        }
    }

    private func note(_ unserved: [String: Int]) {
        let previous = state.withLock { state in
            defer { state.statistics.unserved = unserved }
            return state.statistics.unserved
        }
        guard unserved != previous else { return }
        guard !unserved.isEmpty else { return logger.notice("no jobs wait for types that no processor here serves") }
        logger.notice("\(Self.sentence(on: unserved))")
    }

    /// "3 jobs wait for types that no processor here serves: comm_rfp_compare (3)"
    static func sentence(on unserved: [String: Int]) -> String {
        let jobs = unserved.values.reduce(0, +)
        let types = unserved.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) (\($0.value))" }
        let subject = jobs == 1 ? "1 job waits" : "\(jobs) jobs wait"
        return "\(subject) for types that no processor here serves: \(types.joined(separator: ", "))"
    }
}

import Foundation
public import JobQueue
import Logging
import PostgresClient

extension PostgresJobStore {
    public func finish(_ endings: [RunEnding]) async throws -> [EndingResult] {
        let session = try session()
        var results: [RunID: EndingResult] = [:]
        // Of two endings of one run the first counts.
        var seen: Set<RunID> = []
        let counting = endings.map { seen.insert($0.run).inserted }
        let firsts = zip(endings, counting).filter(\.1).map(\.0)
        for ending in firsts {
            if let refusal = ending.verdict.refusal { results[ending.run] = .refused(refusal) }
        }
        let (spooled, small) = firsts.filter { results[$0.run] == nil }.partitioned(by: \.isSpooled)
        for batch in EndingBatch.batches(of: small, makeID: makeID) {
            for (run, result) in try await write(batch, session) { results[run] = result }
        }
        for ending in spooled { results[ending.run] = try await stream(ending, session) }
        let over = firsts.filter { results[$0.run] == nil }
        if !over.isEmpty {
            for run in try await writtenBefore(over, session) { results[run] = .written }
            await tidy(over.filter { results[$0.run] == nil }, session)
        }
        if firsts.contains(where: { $0.verdict.isDueAtOnce && results[$0.run] == .written }) { wakers.publish() }
        return zip(endings, counting).map { ending, counts in counts ? results[ending.run] ?? .stale : .stale }
    }

    /// Writes a batch. If the database refuses its data, each ending is written alone, so that one spoils no other.
    /// - Returns: what became of the runs that are not stale.
    func write(_ batch: EndingBatch, _ session: Session) async throws -> [RunID: EndingResult] {
        do {
            let ended = try await pool.query(session.finish, batch.values).runs
            return Dictionary(uniqueKeysWithValues: ended.map { ($0, .written) })
        } catch {
            guard error.refusesData else { throw error }
            guard batch.endings.count > 1 else {
                let run = batch.endings[0].run
                logger.warning("The database refuses the ending of a run: \(error)", metadata: ["run": "\(run)"])
                let reason = RunError(
                    code: "result_refused", message: "The database does not take the result: \(error)")
                return [run: .refused(reason)]
            }
            var results: [RunID: EndingResult] = [:]
            for ending in batch.endings {
                var single = EndingBatch()
                single.append(ending, makeID: makeID)
                results.merge(try await write(single, session)) { first, _ in first }
            }
            return results
        }
    }

    /// Of endings of runs that are over, those that the rows show already: an earlier call wrote them, and its answer
    /// was lost, or one of its later batches failed.
    private func writtenBefore(_ endings: [RunEnding], _ session: Session) async throws -> [RunID] {
        let runs = ArrayLiteral(endings.map(\.run.uuid))
        var rows: [RunID: EndedRun] = [:]
        for row in try await pool.query(session.ended, [runs.value]).rows {
            if let id = row[0].uuid { rows[RunID(id)] = EndedRun(row) }
        }
        return endings.filter { rows[$0.run] == EndedRun($0.verdict) }.map(\.run)
    }

    /// Clears away what the queue still holds of runs that somebody else has ended. The database decides what that
    /// is: the job may have a newer run by now. What fails is left to the sweeps.
    private func tidy(_ stale: [RunEnding], _ session: Session) async {
        guard !stale.isEmpty else { return }
        let jobs = ArrayLiteral(stale.map(\.job.uuid))
        do {
            _ = try await sweep(.jobs, of: jobs.value, limit: jobs.count, session)
        } catch {
            logger.warning("Rows of the queue whose runs others have ended are left to the next sweep: \(error)")
        }
    }
}

extension Verdict {
    /// Why the database cannot hold it: its column for artifacts takes JSON.
    fileprivate var refusal: RunError? {
        artifacts.first { $0.contentType != Artifact.json }.map { artifact in
            RunError(
                code: "result_refused",
                message: "the artifact \(artifact.type) is \(artifact.contentType), the database takes \(Artifact.json)"
            )
        }
    }

    /// Whether the job can be claimed again as soon as this is written.
    fileprivate var isDueAtOnce: Bool {
        switch self {
        case .retry(_, let delay), .release(_, let delay): delay <= .zero
        case .completed, .failed, .cancelled: false
        }
    }
}

extension PostgresResult {
    /// The ids in the first column.
    var runs: Set<RunID> {
        Set(rows.compactMap { $0[0].uuid }.map { RunID($0) })
    }
}

extension Array {
    fileprivate func partitioned(by isFirst: (Element) -> Bool) -> ([Element], [Element]) {
        (filter(isFirst), filter { !isFirst($0) })
    }
}

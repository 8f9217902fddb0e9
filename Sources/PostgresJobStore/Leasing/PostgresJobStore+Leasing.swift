import Foundation
public import JobQueue
import Logging
import PostgresClient
import Synchronization

extension PostgresJobStore {
    public func beat(runs: [RunID]) async throws -> BeatAnswer {
        let session = try session()
        let host = state.withLock { $0.host }
        if try await extendLease(of: host) {
            guard !runs.isEmpty else { return .held(ended: []) }
            let asked = ArrayLiteral(runs.map(\.uuid))
            return .held(
                ended: try await leasePool.pipeline(
                    [PlanGuard.statement, PostgresStatement(session.endedRuns, [asked.value])],
                    timeout: lease.beatInterval
                ).last?.runs ?? [])
        }
        let next = HostID(makeID())
        _ = try await extendLease(of: next)
        state.withLock { state in
            if state.host == host { state.host = next }
        }
        return .lost
    }

    public func takeOver() async throws -> [LostRun] {
        let session = try session()
        for row in try await pool.query(LeaseStatements.expire).rows {
            logger.warning(
                "A host gives no sign of life: its runs are taken over", metadata: ["host": "\(row[0].string ?? "")"])
        }
        let ids = ArrayLiteral((0..<LeaseStatements.takeOverSize).map { _ in makeID() })
        let rows = try await pool.run(session.takeOver, [ids.value, .int(lease.lossLimit)])?.rows ?? []
        return rows.compactMap { LostRun($0) }
    }

    /// - Returns: false when the host is lost.
    func extendLease(of host: HostID) async throws -> Bool {
        let values: [PostgresValue] = [
            .text(host.description), .text(hostName), .int(Int(lease.duration / .microseconds(1))),
        ]
        return try await leasePool.query(LeaseStatements.beat, values, timeout: lease.beatInterval).rowCount == 1
    }

    /// Takes this host off the list, so that runs it left open are taken over at once.
    func leave() async {
        guard (try? session()) != nil else { return }
        let host = state.withLock { $0.host }
        do {
            _ = try await leasePool.query(
                LeaseStatements.leave, [.text(host.description)], timeout: lease.beatInterval)
        } catch {
            logger.debug("The host's lease is left to run out: \(error)")
        }
    }
}

extension LostRun {
    /// Reads a row of ``LeaseStatements/takeOver(_:)``.
    fileprivate init?(_ row: PostgresRow) {
        guard let run = row[0].uuid,
            let job = row[1].uuid
        else { return nil }
        self.init(
            run: RunID(run), job: JobID(job), error: row[2].string ?? "", isGivenUp: row[3].bool ?? false)
    }
}

import Foundation
public import JobQueue
import Logging
import PostgresClient
import Synchronization

extension PostgresJobStore {
    public func beat(runs: [RunID], offer: Offer) async throws -> BeatAnswer {
        let session = try session()
        let host = state.withLock { $0.host }
        if let sight = try await extendLease(of: host, offer: offer, session) {
            return .held(ended: runs.isEmpty ? [] : await ended(of: runs, session), sight: sight)
        }
        let next = HostID(makeID())
        _ = try await extendLease(of: next, offer: offer, session)
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
        let rows = try await pool.query(session.takeOver, [ids.value, .int(lease.lossLimit)]).rows
        return rows.compactMap { LostRun($0) }
    }

    /// One that hangs leaves time for a second one, on a new connection, before the runs have to be stopped.
    private var beatLimit: Duration { lease.beatInterval / 2 }

    /// Which of these runs are not in progress any more. The lease is extended by now: somebody who holds `job_runs` must not
    /// make it look lost, so what cannot be found out is left to the next beat.
    private func ended(of runs: [RunID], _ session: Session) async -> Set<RunID> {
        let asked = ArrayLiteral(runs.map(\.uuid))
        do {
            return try await leasePool.query(session.endedRuns, [asked.value], timeout: beatLimit).runs
        } catch {
            logger.debug("Which runs were ended by others cannot be seen: \(error)")
            return []
        }
    }

    /// - Parameter offer: nil leaves what was said before.
    /// - Returns: what it saw of the queue; nil when the host is lost.
    func extendLease(of host: HostID, offer: Offer?, _ session: Session) async throws -> QueueSight? {
        var values: [PostgresValue] = [
            .text(host.description), .text(hostName), .int(Int(lease.duration / .microseconds(1))),
        ]
        if let offer {
            var (types, reasons) = (ArrayLiteral(), ArrayLiteral())
            for (type, reason) in offer.types {
                types.append(type)
                if let reason { reasons.append(reason) } else { reasons.appendNull() }
            }
            values += [types.value, reasons.value]
        } else {
            values += [.null, .null]
        }
        do {
            return try await leasePool.query(session.beat, values, timeout: beatLimit).rows.first.map { sight($0) }
        } catch {
            guard error.code == .timedOut || error.code == .server else { throw error }
            // Somebody who holds the queue must not cost the lease. What there is to see is not known then.
            let isHeld = try await leasePool.query(LeaseStatements.extend, values, timeout: beatLimit).rowCount == 1
            logger.debug("The lease is extended without a look at the queue: \(error)")
            return isHeld ? QueueSight() : nil
        }
    }

    /// Reads a row of ``LeaseStatements/beat(_:)``. What the store does itself, it does with a claim.
    private func sight(_ row: PostgresRow) -> QueueSight {
        let (hasJobs, isTriggerInOrder) = (row[3].bool ?? true, row[4].bool ?? false)
        let now = now()
        let hasChores = state.withLock { state in
            if state.upkeep.isPolling || !state.lostClaims.pending.isEmpty { return true }
            if !isTriggerInOrder {
                state.upkeep.hasten(.sweep, now: now)
            } else if !hasJobs {
                state.upkeep.putOff(.sweep, now: now)
            }
            return state.upkeep.isDue(now: now)
        }
        return QueueSight(
            isWorkDue: row[0].bool ?? true || hasChores, isAnythingRunning: row[1].bool ?? true,
            isAnyoneLost: row[2].bool ?? true)
    }

    /// Takes this host off the list, so that runs it left open are taken over at once.
    func leave() async {
        guard (try? session()) != nil else { return }
        let host = state.withLock { $0.host }
        do {
            _ = try await leasePool.query(
                LeaseStatements.leave, [.text(host.description)], timeout: beatLimit)
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

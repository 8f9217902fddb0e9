import Foundation
import JSONText
public import JobQueue
import Logging
import PostgresClient
import Synchronization

extension PostgresJobStore {
    /// More runs than this are claimed by several statements: larger batches are not faster, and keep rows locked
    /// longer.
    static let largestClaim = 1000
    /// How many statements one claim may need to get past rows that are not ours any more.
    private static let mostRounds = 32
    /// How long after a claim that broke off the next one follows, for what it may have left.
    private static let breakOff = Duration.milliseconds(250)

    public func claim(_ request: ClaimRequest) async throws -> [ClaimedRun] {
        let session = try session()
        await carryOutChores(session)
        var budget = ClaimBudget(request)
        let types = Set(budget.groups.flatMap(\.types))
        let recovered = try await recoverLostClaims(session, &budget)
        let runs = try await claim(&budget, session, after: recovered)
        return try await watch(after: runs.count, isShort: !budget.isSpent, types: types) {
            try await claim(&budget, session, after: runs)
        } ?? runs
    }

    /// Claims until the budget is spent, or there is no more.
    /// - Parameter runs: what was claimed before. It is not lost when the next statement fails.
    private func claim(
        _ budget: inout ClaimBudget, _ session: Session, after runs: [ClaimedRun]
    ) async throws -> [ClaimedRun] {
        var runs = runs
        do {
            for round in 1...Self.mostRounds where !budget.isSpent {
                let batch = min(budget.remaining, Self.largestClaim)
                let answer = try await claim(batch, of: budget.groups, session)
                for run in answer.runs { _ = budget.take(type: run.job.type) }
                runs += answer.runs
                if answer.dropped > 0 {
                    // There may be many more: jobs that the old worker took while we were not running.
                    let types = ArrayLiteral(budget.groups.flatMap(\.types)).value
                    _ = try await sweep(.head, of: types, session)
                    // The next look is to be at what was swept.
                    state.withLock { $0.front = QueueFront() }
                } else if answer.runs.count < batch || batch < Self.largestClaim {
                    if !answer.isWhole, answer.runs.count < batch { remind(of: budget.groups) }
                    break
                }
                // The worker takes a short answer for all there is.
                if round == Self.mostRounds, !budget.isSpent { look(after: .zero) }
            }
        } catch {
            guard !runs.isEmpty else { throw error }
            logger.warning("A claim broke off after \(runs.count) runs: \(error)")
            look(after: Self.breakOff)
        }
        return runs
    }

    private struct ClaimAnswer {
        var runs: [ClaimedRun] = []
        var dropped = 0
        /// Whether it looked at the queue from the beginning.
        var isWhole: Bool
    }

    /// Carries out one claim, and remembers it if its outcome is unknown.
    private func claim(
        _ limit: Int, of groups: [ClaimRequest.Group], _ session: Session
    ) async throws -> ClaimAnswer {
        let sentAt = now()
        let front = state.withLock { $0.front }
        let allTypes = groups.flatMap(\.types)
        let isWhole = front.isWholeLookDue(for: allTypes, now: sentAt)
        var (numbers, slots, types, starts) = (ArrayLiteral(), ArrayLiteral(), ArrayLiteral(), ArrayLiteral())
        for (number, group) in groups.enumerated() {
            for type in group.types {
                numbers.append(Int64(number))
                slots.append(Int64(min(group.slots, limit)))
                types.append(type)
                if !isWhole, let start = front.start(of: type) { starts.append(start) } else { starts.appendNull() }
            }
        }
        let ids = ArrayLiteral((0..<limit).map { _ in makeID() })
        let claim = makeID()
        let values: [PostgresValue] = [
            numbers.value, slots.value, types.value, .int(limit), ids.value, .text(claim.uuidString),
            .text(state.withLock { $0.host }.description), starts.value,
        ]
        let isShared = groups.contains { $0.types.count > 1 } || groups.reduce(0) { $0 + min($1.slots, limit) } > limit
        do {
            let result = try await pool.query(isShared ? session.sharingClaim : session.claim, values)
            var answer = ClaimAnswer(isWhole: isWhole)
            for row in result.rows {
                if let run = ClaimedRun(row) { answer.runs.append(run) }
                if ["foreign", "deleted"].contains(row["fate"].string) { answer.dropped += 1 }
            }
            let answeredAt = now()
            state.withLock { state in
                if isWhole { state.front.looked(at: allTypes, sentAt: sentAt, answeredAt: answeredAt) }
                var seen: Set<String> = []
                for row in result.rows.reversed() where seen.count < allTypes.count {
                    guard let type = row["type"].string, let dueAt = row["due_at"].string else { continue }
                    if seen.insert(type).inserted { state.front.took(type, dueAt: dueAt) }
                }
            }
            return answer
        } catch {
            if error.leavesOutcomeOpen { loseClaim(claim) }
            throw error
        }
    }

    /// Sees to it that a look from the beginning follows.
    private func remind(of groups: [ClaimRequest.Group]) {
        let now = now()
        let delay = state.withLock { $0.front.reminder(for: groups.flatMap(\.types), now: now) }
        if let delay { look(after: delay) }
    }

    /// Notes that the answer of a claim did not arrive.
    func loseClaim(_ claim: UUID) {
        let now = now()
        state.withLock { $0.lostClaims.add(claim, now: now) }
    }

    /// Returns the runs of earlier claims whose answer was lost. Those that do not fit any more go back to the queue.
    private func recoverLostClaims(_ session: Session, _ budget: inout ClaimBudget) async throws -> [ClaimedRun] {
        let lookedAt = now()
        let claims = state.withLock { $0.lostClaims.pending }
        guard !claims.isEmpty else { return [] }
        let runs = try await runs(of: claims, session)
        var (kept, surplus): ([ClaimedRun], [ClaimedRun]) = ([], [])
        state.withLock { state in
            for run in state.lostClaims.unknown(runs) {
                if budget.take(type: run.job.type) { kept.append(run) } else { surplus.append(run) }
            }
            state.lostClaims.handOut(kept)
        }
        if !kept.isEmpty { logger.notice("Recovered \(kept.count) runs of a claim whose answer was lost") }
        do {
            try await giveBack(surplus)
            state.withLock { $0.lostClaims.settle(lookedAt: lookedAt) }
        } catch {
            // The next claim finds them again.
            logger.warning("\(surplus.count) runs of a lost claim cannot be returned to the queue yet: \(error)")
        }
        return kept
    }

    /// Puts the runs of lost claims back into the queue, as far as the database can be reached.
    func returnLostClaims() async {
        let claims = state.withLock { $0.lostClaims.pending }
        guard !claims.isEmpty, let session = try? session() else { return }
        do {
            let runs = try await runs(of: claims, session)
            try await giveBack(state.withLock { $0.lostClaims.unknown(runs) })
        } catch {
            logger.error("Runs of a claim whose answer was lost may be left in progress: \(error)")
        }
    }

    private func runs(of claims: [UUID], _ session: Session) async throws -> [ClaimedRun] {
        try await pool.query(session.recovery, [ArrayLiteral(claims).value]).rows.compactMap { ClaimedRun($0) }
    }

    private func giveBack(_ runs: [ClaimedRun]) async throws {
        guard !runs.isEmpty else { return }
        let error = RunError(code: "claim_lost", message: "The connection to the database broke during the claim")
        _ = try await finish(
            runs.map { RunEnding(run: $0.id, job: $0.job.id, verdict: .release(error, after: .zero)) })
    }
}

extension ClaimedRun {
    /// Reads a row of a ``ClaimStatement``; nil if it opened no run.
    fileprivate init?(_ row: PostgresRow) {
        guard let run = row["run"].uuid,
            let job = row["job"].uuid, let attempt = row["attempt_no"].int
        else { return nil }
        self.init(
            id: RunID(run),
            job: Job(
                id: JobID(job), type: row["type"].string ?? "", payload: JSONText(trusted: row["payload"].utf8 ?? []),
                companyID: row["company_id"].string, userID: row["user_id"].string, withheldBytes: row["withheld"].int),
            attempt: attempt, chargedAttempts: row["charged"].int ?? 0, checkpoint: row["checkpoint"].bytes)
    }
}

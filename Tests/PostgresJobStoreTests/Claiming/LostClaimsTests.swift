import Foundation
import JSONText
import JobQueue
import Testing

@testable import PostgresJobStore

@Suite struct LostClaimsTests {
    private let start = ContinuousClock.now

    private func run() -> ClaimedRun {
        let job = Job(id: JobID(UUID()), type: "a", payload: .emptyObject, companyID: nil, userID: nil)
        return ClaimedRun(id: RunID(UUID()), job: job, attempt: 1, chargedAttempts: 0, checkpoint: nil)
    }

    @Test func `a claim is looked for until a look has succeeded after its time`() {
        var claims = LostClaims()
        let id = UUID()
        claims.add(id, now: start)
        claims.settle(lookedAt: start)
        #expect(claims.pending == [id], "the server may still be at work on it")
        // An outage: no look succeeds, however late it is.
        #expect(claims.pending == [id])
        claims.settle(lookedAt: start + LostClaims.patience * 10)
        #expect(claims.pending == [])
    }

    @Test func `a run is handed out once, and known as long as its claim`() {
        var claims = LostClaims()
        claims.add(UUID(), now: start)
        let runs = [run(), run()]
        claims.handOut([runs[0]])
        #expect(claims.unknown(runs) == [runs[1]])
        claims.settle(lookedAt: start)
        #expect(claims.unknown(runs) == [runs[1]])
    }

    @Test func `there are never many`() {
        var claims = LostClaims()
        for _ in 0..<1000 { claims.add(UUID(), now: start) }
        #expect(claims.pending.count == 64)
    }
}

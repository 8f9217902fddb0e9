import Foundation
import Testing

@testable import PostgresJobStore

@Suite struct LostClaimsTests {
    @Test func `a claim is looked for until its time is over, and once more`() {
        let start = ContinuousClock.now
        var claims = LostClaims()
        let id = UUID()
        claims.add(id, now: start)
        let later = start + LostClaims.patience
        let found = [start, later, later].map { claims.pending(now: $0) }
        #expect(found == [[id], [id], []])
    }

    @Test func `there are never many`() {
        var claims = LostClaims()
        for _ in 0..<1000 { claims.add(UUID(), now: .now) }
        let count = claims.pending(now: .now).count
        #expect(count == 64)
    }
}

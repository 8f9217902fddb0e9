import JobQueue
import Testing

@testable import PostgresJobStore

@Suite struct ClaimBudgetTests {
    private typealias Group = ClaimRequest.Group

    @Test func `runs are booked on their group until its slots are spent`() {
        var budget = ClaimBudget(
            ClaimRequest(groups: [Group(types: ["a", "b"], slots: 2), Group(types: ["c"], slots: 1)], limit: 9))
        #expect(budget.remaining == 3)
        let taken = ["a", "b", "a"].map { budget.take(type: $0) }
        #expect(taken == [true, true, false])
        #expect(budget.groups == [Group(types: ["c"], slots: 1)])
        let last = budget.take(type: "c")
        #expect(last && budget.isSpent)
    }

    @Test func `the limit ends it before the slots do`() {
        var budget = ClaimBudget(ClaimRequest(groups: [Group(types: ["a"], slots: 5)], limit: 1))
        let taken = ["a", "a"].map { budget.take(type: $0) }
        #expect(taken == [true, false])
        #expect(budget.isSpent)
    }

    @Test func `nothing is taken for types that were not asked for`() {
        var budget = ClaimBudget(ClaimRequest(groups: [Group(types: ["a"], slots: 5)], limit: 5))
        let isTaken = budget.take(type: "z")
        #expect(!isTaken && budget.remaining == 5)
    }

    @Test func `senseless numbers ask for nothing`() {
        let none = ClaimBudget(
            ClaimRequest(groups: [Group(types: ["a"], slots: -1), Group(types: [], slots: 3)], limit: 9))
        #expect(none.isSpent)
        #expect(ClaimBudget(ClaimRequest(groups: [Group(types: ["a"], slots: 1)], limit: -1)).isSpent)
        let huge = (0..<3).map { Group(types: ["\($0)"], slots: .max) }
        for count in 1...3 {
            #expect(ClaimBudget(ClaimRequest(groups: Array(huge.prefix(count)), limit: 10)).remaining == 10)
        }
    }
}

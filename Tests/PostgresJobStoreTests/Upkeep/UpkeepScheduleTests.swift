import Testing

@testable import PostgresJobStore

@Suite struct UpkeepScheduleTests {
    private let start = ContinuousClock.now

    /// Asks what is due that long after the start.
    private func expect(
        _ schedule: inout UpkeepSchedule, at time: Duration, _ chores: [UpkeepSchedule.Chore],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let due = schedule.start(now: start + time)
        #expect(due == chores, sourceLocation: sourceLocation)
    }

    @Test func `with the trigger there is only the sweep, once a minute`() {
        var schedule = UpkeepSchedule(now: start, isPolling: false)
        expect(&schedule, at: .seconds(59), [])
        expect(&schedule, at: .seconds(60), [.sweep])
        expect(&schedule, at: .seconds(600), [])
        schedule.finish(.sweep, started: start + .seconds(60), now: start + .seconds(61))
        expect(&schedule, at: .seconds(120), [])
        expect(&schedule, at: .seconds(121), [.sweep])
    }

    @Test func `a chore is put off when there is nothing to do, and hastened when there is a reason`() {
        var schedule = UpkeepSchedule(now: start, isPolling: false)
        schedule.putOff(.sweep, now: start + .seconds(30))
        expect(&schedule, at: .seconds(59), [])
        schedule.putOff(.sweep, now: start + .seconds(70))
        expect(&schedule, at: .seconds(129), [])
        schedule.hasten(.sweep, now: start + .seconds(80))
        #expect(schedule.isDue(now: start + .seconds(80)))
        expect(&schedule, at: .seconds(80), [.sweep])
    }

    @Test func `without the trigger jobs are looked for at once, and the trigger is tried again`() {
        var schedule = UpkeepSchedule(now: start, isPolling: true)
        expect(&schedule, at: .zero, [.enqueue])
        schedule.finish(.enqueue, started: start, now: start)
        expect(&schedule, at: .milliseconds(999), [])
        expect(&schedule, at: .seconds(60), [.enqueue, .install, .sweep])
        schedule.isPolling = false
        for chore in UpkeepSchedule.Chore.allCases {
            schedule.finish(chore, started: start + .seconds(60), now: start + .seconds(60))
        }
        expect(&schedule, at: .seconds(1000), [.sweep])
    }

    @Test func `the more history there is to read, the more seldom it is read`() {
        var schedule = UpkeepSchedule(now: start, isPolling: true)
        _ = schedule.start(now: start)
        schedule.finish(.enqueue, started: start, now: start + .seconds(2))
        expect(&schedule, at: .seconds(41), [])
        expect(&schedule, at: .seconds(42), [.enqueue])
    }
}

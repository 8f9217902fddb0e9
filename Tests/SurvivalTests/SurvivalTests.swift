import ChaosKit
import Testing

/// The short forms of what `make chaos` plays at length.
@Suite("What goes wrong around a host costs no job", .serialized, .timeLimit(.minutes(4)))
struct SurvivalTests {
    private static let quickLease = ["WORKER_BEAT_INTERVAL": "0.3", "WORKER_LEASE": "1.5"]

    @Test("A killed host's jobs are done by others, once")
    func kill() async throws {
        var scenario = HostKills()
        scenario.hosts = 2
        scenario.kills = 2
        scenario.milliseconds = 200
        scenario.limit = nil
        scenario.environment = Self.quickLease
        try await check(scenario)
    }

    @Test("A frozen host writes nothing about runs that others have taken over, and is of use again")
    func freeze() async throws {
        var scenario = FrozenHost()
        scenario.milliseconds = 6000
        scenario.frozen = .seconds(4)
        scenario.environment = Self.quickLease
        try await check(scenario)
    }

    @Test("Replacing hosts under load charges and fails nothing")
    func rolling() async throws {
        var scenario = RollingRestart()
        scenario.hosts = 2
        scenario.rounds = 1
        try await check(scenario)
    }

    @Test("Jobs survive a crash of the server, lost connections, and a network that fails for longer than a lease")
    func outages() async throws {
        var scenario = Outages()
        scenario.jobs = 400
        scenario.terminations = 2
        scenario.partition = .seconds(2)
        scenario.environment = Self.quickLease
        try await check(scenario)
    }

    @Test("Jobs survive the death of the primary server")
    func failover() async throws {
        var scenario = Failover()
        scenario.jobs = 300
        try await check(scenario)
    }

    @Test("The worker that the host replaces may go on beside it: no job is done twice, none is stuck")
    func oldWorker() async throws {
        var scenario = SideBySide()
        scenario.jobs = 300
        try await check(scenario)
    }

    @Test("Replacing a library under load fails no job, and nothing grows")
    func swap() async throws {
        var scenario = Swaps()
        scenario.swaps = 30
        try await check(scenario)
    }

    @Test(
        "A table that is held, a read-only server, no free connection, hanging queries, lost answers, a full disk",
        .timeLimit(.minutes(6)))
    func troubles() async throws {
        var scenario = Troubles()
        scenario.duration = .seconds(3)
        try await check(scenario)
    }

    @Test("A word in the database stops a processor, without a beat or a poll, and keeps a waiting job from running")
    func cancel() async throws {
        var scenario = CancelReach()
        scenario.cancels = 6
        scenario.limit = nil
        try await check(scenario)
    }

    private func check(_ scenario: some ChaosScenario) async throws {
        let report = try await scenario.play()
        #expect(report.problems == [])
    }
}

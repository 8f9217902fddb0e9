import RunnerProtocol
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("with the placement in-process")
    struct InProcess {
        private let inProcess = #""placement": "in-process""#

        @Test("runs the same libraries, without a process")
        func runs() async throws {
            let names = ["echo", "threads", "artifacts", "checkpoint", "snooze", "garbage"]
            let keys = Dictionary(uniqueKeysWithValues: names.map { ($0, inProcess) })
            try await HostFixture.serving(names.map { "\($0).c" }, keys: keys) { host, fixture in
                for _ in 0..<2 { #expect(await host.run("echo").artifacts?.keys.sorted() == ["result"]) }
                #expect(await host.run("threads").artifacts?.count == 4)
                #expect(await host.run("artifacts").artifacts?["big"]?.utf8.count == 2_700_002)
                let events = RecordedEvents()
                #expect(await host.run("checkpoint", events: events).failure?.code == "test.half_done")
                #expect(events.checkpoints.count >= 1)
                guard case .snoozed(_, .seconds(90)) = await host.run("snooze").ending else {
                    Issue.record("not snoozed")
                    return
                }
                #expect(await host.run("garbage").failure != nil)
                #expect(fixture.records.startedProcesses == [])
            }
        }

        @Test("cancels a run that listens, and keeps the instance")
        func cancel() async throws {
            try await HostFixture.serving(["hang_cancel.c"], keys: ["hang_cancel": inProcess]) { host, _ in
                for _ in 0..<2 {
                    let events = RecordedEvents()
                    async let report = host.run("hang_cancel", id: "a", events: events)
                    try await expectEventually { !events.progress.isEmpty }
                    await host.cancel(runID: "a", reason: .user)
                    guard case .cancelled(.user, let failure) = await report.ending else {
                        Issue.record("not cancelled")
                        return
                    }
                    #expect(failure.code == "processor.cancelled")
                }
            }
        }

        @Test("says that a run that ignores its time-out cannot be killed, and refuses others until it returns")
        func timeout() async throws {
            let keys = ["lock_step": inProcess + #", "timeout": "100ms", "concurrency": 1"#]
            try await HostFixture.serving(
                ["deaf.c", "lock_step.c"], keys: keys.merging(["deaf": keys["lock_step"] ?? ""]) { $1 }
            ) {
                host, fixture in
                let failure = try #require(await host.run("deaf", package: fixture.folder.path).failure)
                #expect(failure.code == "processor.timeout")
                #expect(failure.message.contains("cannot be killed: its slot stays taken until it returns"))
                #expect(
                    fixture.records.all.contains { $0.level == .warning && $0.message.contains("slot stays taken") })
                let next = try #require(await host.run("deaf", package: fixture.folder.path).failure)
                #expect(next.code == "processor.stuck")
                #expect(next.message.contains("only a restart of the host"))
                // The slot is free again once it has come back.
                try "".write(to: fixture.folder.appending(path: "go"), atomically: true, encoding: .utf8)
                let end = ContinuousClock.now + .seconds(10)
                var report = await host.run("deaf", package: fixture.folder.path)
                while report.failure?.code == "processor.stuck", ContinuousClock.now < end {
                    report = await host.run("deaf", package: fixture.folder.path)
                }
                #expect(report.artifacts != nil)
            }
        }

        @Test("reports a create that refuses, in its own words")
        func create() async throws {
            try await HostFixture.serving(["bad_create.c"], keys: ["bad_create": inProcess]) { host, _ in
                for _ in 0..<2 {
                    #expect(await host.run("bad_create").failure?.message.contains("config has no \"key\"") == true)
                }
            }
        }
    }
}

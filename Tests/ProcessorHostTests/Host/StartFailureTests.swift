import RunnerProtocol
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("with runners that do not start")
    struct StartFailures {
        @Test("gives the processor's own words when create refuses")
        func create() async throws {
            try await HostFixture.serving(["bad_create.c"]) { host, _ in
                let failure = try #require(await host.run("bad_create").failure)
                #expect(failure.message.contains("config has no \"key\""), "\(failure)")
            }
        }

        @Test("hands config to create, and warms up outside the time-out")
        func warmUp() async throws {
            try await HostFixture.serving(["warm_up.c"], keys: ["warm_up": #""config": {"fail":true}"#]) { host, _ in
                #expect(await host.run("warm_up").failure?.message.contains("the model is not there") == true)
            }
            try await HostFixture.serving(["warm_up.c"]) { host, _ in
                #expect(await host.run("warm_up").artifacts == ["result": #"{"warm":true}"#])
            }
        }

        @Test("names the program that cannot be started")
        func noProgram() async throws {
            let fixture = try HostFixture()
            try await fixture.install("echo.c")
            try fixture.write(["echo"])
            let host = try await fixture.start { $0.runnerPath = "/no/such/trubuild-runner" }
            #expect(host.refused.map(\.code) == ["processor.start_failed"])
            #expect(
                host.refused.first?.reason == "starting /no/such/trubuild-runner: No such file or directory")
            #expect(await host.run("echo").failure?.code == "processor.refused")
            await host.shutdown()
        }

        @Test("refuses a program that is no runner")
        func otherProgram() async throws {
            let fixture = try HostFixture()
            try await fixture.install("echo.c")
            try fixture.write(["echo"])
            let host = try await fixture.start { $0.runnerPath = "/bin/true" }
            #expect(host.refused.map(\.code) == ["processor.describe_crashed"])
            await host.shutdown()
        }

        @Test("starts no run once it is shut down")
        func afterShutdown() async throws {
            try await HostFixture.serving(["echo.c"]) { host, _ in
                await host.shutdown()
                guard case .cancelled(.shutdown, _) = await host.run("echo").ending else {
                    Issue.record("it ran")
                    return
                }
            }
        }

        @Test("ends the runs that go on when it is shut down")
        func duringRun() async throws {
            try await HostFixture.serving(["hang.c"]) { host, _ in
                let events = RecordedEvents()
                async let report = host.run("hang", events: events)
                try await expectEventually { !events.progress.isEmpty }
                await host.shutdown()
                guard case .cancelled(.shutdown, let failure) = await report.ending else {
                    Issue.record("not cancelled")
                    return
                }
                #expect(failure.code == "processor.killed")
            }
        }
    }
}

import Foundation
import JSONText
import RunnerProtocol
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("with good processors")
    struct Runs {
        @Test("reuses a warm runner, one run at a time")
        func reuse() async throws {
            try await HostFixture.serving(["echo.c"]) { host, fixture in
                for number in 0..<5 {
                    let result = await host.run("echo", payload: "{\"n\":\(number)}").artifacts?["result"]
                    #expect(result?.contains("\"payload\":{\"n\":\(number)}") == true)
                }
                #expect(fixture.records.startedProcesses.count == 1)
            }
        }

        @Test("recycles a runner after its share of runs, and ends an idle one")
        func recycle() async throws {
            try await HostFixture.serving(["echo.c"]) {
                $0.runsPerRunner = 2
                $0.idleTime = .milliseconds(50)
            } body: { host, fixture in
                for _ in 0..<3 { #expect(await host.run("echo").artifacts != nil) }
                #expect(fixture.records.startedProcesses.count == 2)
                try await expectEventually { Self.endings(fixture) == 2 }
                #expect(await host.run("echo").artifacts != nil)
                #expect(fixture.records.startedProcesses.count == 3)
                #expect(
                    fixture.records.all.filter { $0.message == "runner ended" }.allSatisfy {
                        $0.metadata["status"] == "exited with status 0"
                    })
            }
        }

        @Test("starts as many runners as the manifest allows, and lets other runs wait")
        func concurrency() async throws {
            let keys = ["lock_step": #""concurrency": 2"#]
            try await HostFixture.serving(["lock_step.c"], keys: keys) { host, fixture in
                let events = (0..<5).map { _ in RecordedEvents() }
                let done = await withTaskGroup(of: Bool.self) { group in
                    for event in events {
                        group.addTask {
                            await host.run("lock_step", package: fixture.folder.path, events: event).artifacts != nil
                        }
                    }
                    try? await expectEventually { events.filter { !$0.progress.isEmpty }.count == 2 }
                    #expect(fixture.records.startedProcesses.count == 2)
                    try? Data().write(to: fixture.folder.appending(path: "go"))
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(done == 5)
                #expect(fixture.records.startedProcesses.count == 2)
            }
        }

        @Test("cancels: a run that goes on, one that waits, and none that is unknown")
        func cancel() async throws {
            let keys = ["hang_cancel": #""concurrency": 1"#]
            try await HostFixture.serving(["hang_cancel.c"], keys: keys) { host, fixture in
                let events = RecordedEvents()
                async let running = host.run("hang_cancel", id: "a", events: events)
                try await expectEventually { !events.progress.isEmpty }
                async let waiting = host.run("hang_cancel", id: "b")
                await host.cancel(runID: "unknown", reason: .user)
                try await expectEventually { host.isExecuting(runID: "b") }
                await host.cancel(runID: "b", reason: .lost)
                guard case .cancelled(.lost, let failure) = await waiting.ending else {
                    Issue.record("b was not cancelled")
                    return
                }
                #expect(failure.message.contains("before a runner was free"))
                await host.cancel(runID: "a", reason: .shutdown)
                guard case .cancelled(.shutdown, _) = await running.ending else {
                    Issue.record("a was not cancelled")
                    return
                }
                #expect(fixture.records.startedProcesses.count == 1)
            }
        }

        @Test("passes checkpoints on, both ways")
        func checkpoints() async throws {
            try await HostFixture.serving(["checkpoint.c"]) { host, _ in
                let events = RecordedEvents()
                #expect(await host.run("checkpoint", events: events).failure?.code == "test.half_done")
                let saved = try #require(events.checkpoints.last)
                #expect(String(decoding: saved, as: UTF8.self) == "three of three")
                #expect(
                    await host.run("checkpoint", checkpoint: saved).artifacts == [
                        "result": #"{"loaded":"three of three"}"#
                    ])
            }
        }

        @Test("hands over only what was committed, also when threads write at once")
        func artifacts() async throws {
            try await HostFixture.serving(["artifacts.c", "threads.c", "uncommitted.c"]) { host, _ in
                let artifacts = await host.run("artifacts").artifacts
                #expect(artifacts?.keys.sorted() == ["big", "draft", "result"])
                #expect(artifacts?["draft"] == "[2]")
                #expect(artifacts?["big"]?.utf8.count == 2_700_002)
                #expect(await host.run("threads").artifacts?.count == 4)
                #expect(await host.run("uncommitted").artifacts == nil)
            }
        }

        @Test("hands over payloads that no socket takes at once", arguments: [InPlace.process, .inProcess])
        func largePayload(_ placement: InPlace) async throws {
            try await HostFixture.serving(["echo.c"], keys: ["echo": placement.key]) { host, _ in
                let payload = "{\"text\":\"\(String(repeating: "x", count: 5_000_000))\"}"
                let result = await host.run("echo", payload: payload).artifacts?["result"]
                #expect(result?.hasPrefix("{\"payload\":\(payload),") == true)
            }
        }

        enum InPlace: String {
            case process
            case inProcess = "in-process"

            var key: String { "\"placement\": \"\(rawValue)\"" }
        }

        @Test("passes on what a processor returned")
        func snooze() async throws {
            try await HostFixture.serving(["snooze.c"]) { host, _ in
                #expect(
                    await host.run("snooze").ending
                        == .snoozed(
                            RunFailure(code: "test.not_yet", message: "the other system is not ready"),
                            after: .seconds(90)))
            }
        }

        @Test("logs what a processor prints, with the run that it belongs to")
        func output() async throws {
            try await HostFixture.serving(["stdout.c"]) { host, fixture in
                _ = await host.run("stdout", id: "run-1")
                let lines = fixture.records.all.filter { $0.metadata["stream"] == "output" }
                #expect(
                    lines.map(\.message).sorted() == [
                        "a last line without an end", "a line on standard error", "a line on standard output",
                        "not UTF-8: \u{FFFD}\u{FFFD}.", "the first half and the second half",
                    ])
                #expect(
                    lines.allSatisfy {
                        $0.metadata["run_id"] == "run-1" && $0.metadata["job_id"] == "job-run-1"
                            && $0.metadata["processor"] == "stdout"
                    })
            }
        }

        @Test(
            "gives a runner its own process group, its listed environment, a folder for temporary files, and nothing else"
        )
        func environment() async throws {
            let keys = ["environment": #""environment": ["GIVEN", "NOT_SET"]"#]
            // Something for the runner to inherit by mistake, without the flag that closes it.
            let leak = open("/dev/null", O_RDONLY)
            defer { close(leak) }
            try await HostFixture.serving(["environment.c"], keys: keys) { host, fixture in
                let text = try #require(await host.run("environment").artifacts?["result"])
                let result = try JSONDecoder().decode(Surroundings.self, from: Data(text.utf8))
                #expect(result.environment == ["GIVEN=yes", "TMPDIR=\(result.scratch)"])
                #expect(result.pid == result.group)
                #expect(result.blocked == 0)
                // Standard input, output, error, and the socket; the loader may keep one for cancelling.
                #expect(result.descriptors <= 5)
                #expect(try FileManager.default.contentsOfDirectory(atPath: result.scratch).isEmpty)
                #expect(result.scratch.hasPrefix(fixture.folder.path))
            }
        }

        private struct Surroundings: Decodable {
            let pid: Int32
            let group: Int32
            let descriptors: Int
            let blocked: Int
            let scratch: String
            let environment: [String]
        }

        private static func endings(_ fixture: HostFixture) -> Int {
            fixture.records.all.filter { $0.message == "runner ended" }.count
        }

        /// Cancels a run that may not have been submitted yet.
    }
}

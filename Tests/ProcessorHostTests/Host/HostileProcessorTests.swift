import Glibc
import JSONText
import TestKit
import Testing

@testable import ProcessorHost

/// A processor that does something terrible, and the report about it.
struct Terrible: Sendable, CustomTestStringConvertible {
    let source: String
    let code: String
    let words: String

    var name: String { String(source.prefix { $0 != "." }) }
    var testDescription: String { source }

    static let all = [
        Terrible(source: "segfault.c", code: "processor.crashed", words: "signal 11 (SIGSEGV, invalid memory access)"),
        Terrible(source: "abort.c", code: "processor.crashed", words: "Its last output: the last words of abort.c"),
        Terrible(source: "trap.c", code: "processor.crashed", words: "in Swift a failed check"),
        Terrible(source: "exit0.c", code: "processor.exited", words: "exited with status 0 in the middle of the run"),
        Terrible(
            source: "hang.c", code: "processor.timeout", words: "time-out of 300 ms (manifest: timeout) and ignored"),
        Terrible(source: "forger.c", code: "processor.protocol", words: "it named the artifact 99, which is not open"),
    ]
}

extension HostTests {
    @Suite("with hostile processors")
    struct HostileProcessors {
        @Test("says what happened, replaces the runner, and serves the others", arguments: Terrible.all)
        func terrible(_ example: Terrible) async throws {
            let keys = [example.name: #""timeout": "300ms""#, "hang_cancel": #""timeout": "1h""#]
            try await HostFixture.serving([example.source, "echo.c", "hang_cancel.c"], keys: keys) { host, fixture in
                let events = RecordedEvents()
                async let bystander = host.run("hang_cancel", id: "bystander", events: events)
                try await expectEventually { !events.progress.isEmpty }
                for attempt in 1...2 {
                    let failure = try #require(await host.run(example.name).failure)
                    #expect(failure.code == example.code)
                    #expect(failure.message.contains(example.words), "\(failure.message)")
                    #expect(failure.message.contains("The processor \(example.name) "))
                    #expect(fixture.records.startedProcesses.count == 1 + attempt)
                }
                #expect(await host.run("echo").artifacts?.keys.sorted() == ["result"])
                // What ran all the while is still there.
                await host.cancel(runID: "bystander", reason: .user)
                guard case .cancelled(.user, let failure) = await bystander.ending else {
                    Issue.record("the bystander was harmed")
                    return
                }
                #expect(failure.code == "processor.cancelled")
            }
        }

        @Test("survives one that closes all descriptors, whatever becomes of the run")
        func closedDescriptors() async throws {
            try await HostFixture.serving(["close_fds.c", "echo.c"]) { host, _ in
                let report = await host.run("close_fds")
                // The runner keeps its socket out of reach of loops over small numbers.
                #expect(report.artifacts != nil || report.failure?.code == "processor.lost_connection")
                #expect(await host.run("echo").artifacts != nil)
                #expect(await host.run("close_fds").artifacts != nil || report.failure != nil)
            }
        }

        @Test("takes a meaningless outcome as a failure that may pass, and says so in the log")
        func garbage() async throws {
            try await HostFixture.serving(["garbage.c"]) { host, fixture in
                for _ in 0..<2 { #expect(await host.run("garbage").failure != nil) }
                #expect(fixture.records.startedProcesses.count == 1)
                #expect(fixture.records.all.contains { $0.level == .warning && $0.message.hasPrefix("misbehaviour: ") })
                #expect(!fixture.records.all.contains { $0.message.hasPrefix("unexpected") })
            }
        }

        @Test("ends a run that gives no sign of life, long before its time-out")
        func stalled() async throws {
            let keys = ["hang": #""timeout": "1h", "stall_timeout": "300ms""#]
            try await HostFixture.serving(["hang.c"], keys: keys) { host, _ in
                let failure = try #require(await host.run("hang").failure)
                #expect(failure.code == "processor.stalled")
                #expect(failure.message.contains("gave no sign of life for 300 ms (manifest: stall_timeout)"))
            }
        }

        @Test("has the kernel end a run when the host's lease is over, and calls nobody else to account")
        func leaseOver() async throws {
            try await HostFixture.serving(["hang.c", "echo.c"]) { host, fixture in
                host.extendLease(by: .seconds(30), since: .now)
                let events = RecordedEvents()
                async let report = host.run("hang", events: events)
                try await expectEventually { !events.progress.isEmpty }
                // As a host that stood still for that long between its beat and the answer.
                host.extendLease(by: .seconds(30), since: .now.earlier(by: .milliseconds(29_900)))
                guard case .cancelled(.lost, let failure) = await report.ending else {
                    Issue.record("not lost")
                    return
                }
                #expect(failure.code == "processor.lease_over")
                // Between runs no lease matters.
                host.extendLease(by: .seconds(30), since: .now)
                #expect(await host.run("echo").artifacts != nil)
                host.extendLease(by: .milliseconds(50), since: .now)
                try await Task.sleep(for: .milliseconds(100))
                host.extendLease(by: .seconds(30), since: .now)
                #expect(await host.run("echo").artifacts != nil)
                #expect(fixture.records.startedProcesses.count == 2)
            }
        }

        @Test("kills what a crashed processor leaves behind")
        func orphan() async throws {
            try await HostFixture.serving(["orphan.c"]) { host, fixture in
                _ = await host.run("orphan")
                let line = fixture.records.all.first { $0.message.hasPrefix("orphan ") }
                let pid = try #require(line.flatMap { pid_t($0.message.dropFirst("orphan ".count)) })
                try await expectEventually { hasEnded(pid) }
            }
        }

        @Test("ends a run whose process has left an heir that never stops sending", .timeLimit(.minutes(1)))
        func heir() async throws {
            try await HostFixture.serving(["heir.c"]) { host, _ in
                #expect(await host.run("heir").failure?.code == "processor.exited")
            }
        }

        @Test("takes a million reports without losing the end of the run")
        func flood() async throws {
            try await HostFixture.serving(["flood.c"]) { host, _ in
                let events = RecordedEvents()
                #expect(await host.run("flood", events: events).artifacts == ["result": "{\"reports\":1000000}"])
                #expect(events.progress.last?.contains("1") == true)
            }
        }
    }
}

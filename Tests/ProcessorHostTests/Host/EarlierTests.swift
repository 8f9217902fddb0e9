import Foundation
import RunnerProtocol
import Synchronization
import Testing

@testable import ProcessorHost

/// Answers as the test says, and keeps what it was asked.
private final class ScriptedSource: EarlierArtifactSource {
    typealias Script = @Sendable (_ byteLimit: Int) async throws -> EarlierAnswer

    private let questions = Mutex<[String]>([])
    private let script: Script

    init(_ script: @escaping Script) {
        self.script = script
    }

    var asked: [String] { questions.withLock { $0 } }

    func newest(jobTypes: [String], artifactType: String, byteLimit: Int) async throws -> EarlierAnswer {
        questions.withLock { $0.append("\(jobTypes.joined(separator: ",")) \(artifactType)") }
        return try await script(byteLimit)
    }
}

private let analysis = EarlierArtifact(
    jobID: "0190a0b0-0000-7000-8000-0000000000aa", completedAt: "2026-01-05T08:30:00.000Z", payload: Array("{}".utf8),
    data: Array("[1,2]".utf8))

extension HostTests {
    @Suite("with processors that want earlier artifacts")
    struct Earlier {
        private static let placements = ["", #""placement": "in-process""#]

        @Test("gives them what the source has, under every spelling of the type", arguments: placements)
        func found(_ placement: String) async throws {
            let keys = placement.isEmpty ? [:] : ["earlier": placement]
            try await HostFixture.serving(["earlier.c"], keys: keys) { host, _ in
                let source = ScriptedSource { _ in .found(analysis) }
                let result = await host.run("earlier", earlier: source).artifacts?["result"]
                #expect(
                    result == #"{"status":0,"size":5,"job_id":"0190a0b0-0000-7000-8000-0000000000aa","#
                        + #""completed_at":"2026-01-05T08:30:00.000Z","payload":{},"data":[1,2]}"#)
                #expect(source.asked == ["tech_rfp_analysis,analysis result"])
                let none = await host.run("earlier").artifacts?["result"]
                #expect(none == #"{"status":-6,"size":0}"#)
            }
        }

        @Test("gives them sixty megabytes whole, and lets the source refuse more", arguments: placements)
        func large(_ placement: String) async throws {
            let keys = placement.isEmpty ? [:] : ["earlier": placement]
            try await HostFixture.serving(["earlier.c"], keys: keys) { host, _ in
                var large = analysis
                large.data = [UInt8](repeating: UInt8(ascii: "1"), count: 60 << 20)
                let artifact = large
                let source = ScriptedSource { byteLimit in
                    #expect(byteLimit == 64 << 20)
                    return .found(artifact)
                }
                let result = await host.run("earlier", earlier: source).artifacts?["result"]
                #expect(result?.hasPrefix(#"{"status":0,"size":62914560,"#) == true)
                let tooLarge = ScriptedSource { _ in .missing(.tooLarge) }
                #expect(
                    await host.run("earlier", earlier: tooLarge).artifacts?["result"] == #"{"status":-2,"size":0}"#)
            }
        }

        @Test("says that it failed when the source fails or takes too long, and why in the log", arguments: placements)
        func failed(_ placement: String) async throws {
            struct Away: Error, CustomStringConvertible { let description = "the queue is away" }
            let keys = placement.isEmpty ? [:] : ["earlier": placement]
            try await HostFixture.serving(["earlier.c"], keys: keys) {
                $0.earlierTimeout = .milliseconds(100)
            } body: { host, fixture in
                let away = ScriptedSource { _ in throw Away() }
                #expect(await host.run("earlier", earlier: away).failure?.code == "test.failed")
                #expect(fixture.records.all.contains { $0.message.contains("the queue is away") })
                // It does not even heed its cancellation.
                let deaf = ScriptedSource { _ in
                    await withCheckedContinuation { continuation in
                        DispatchQueue.global().asyncAfter(deadline: .now() + 90) { continuation.resume() }
                    }
                    return .found(analysis)
                }
                let start = ContinuousClock.now
                #expect(await host.run("earlier", earlier: deaf).failure?.code == "test.failed")
                #expect(start.duration(to: .now) < .seconds(60))
                #expect(fixture.records.all.contains { $0.message.contains("no answer within 100 ms") })
            }
        }

        @Test("cancels a run that waits, at once and without force", arguments: placements)
        func cancelled(_ placement: String) async throws {
            let keys = placement.isEmpty ? [:] : ["earlier": placement]
            try await HostFixture.serving(["earlier.c"], keys: keys) {
                $0.cancelGrace = .seconds(20)
            } body: { host, fixture in
                let never = ScriptedSource { _ in
                    try await Task.sleep(for: .seconds(3600))
                    return .missing(.absent)
                }
                let events = RecordedEvents()
                async let report = host.run("earlier", id: "a", events: events, earlier: never)
                // Progress arrives although the source is slow.
                try await expectEventually { !events.progress.isEmpty && never.asked.count == 1 }
                await host.cancel(runID: "a", reason: .user)
                guard case .cancelled(.user, let failure) = await report.ending else {
                    Issue.record("not cancelled")
                    return
                }
                #expect(failure.code == "processor.cancelled")
                // The runner is as good as before.
                #expect(await host.run("earlier").artifacts != nil)
                #expect(fixture.records.startedProcesses.count == (placement.isEmpty ? 1 : 0))
            }
        }

        @Test("bears whatever they ask, from any thread, also after the run", arguments: placements)
        func hostile(_ placement: String) async throws {
            let keys = placement.isEmpty ? [:] : ["earlier_hostile": placement]
            try await HostFixture.serving(["earlier_hostile.c"], keys: keys) { host, _ in
                let source = ScriptedSource { _ in .found(analysis) }
                for number in 1...2 {
                    let result = try #require(await host.run("earlier_hostile", earlier: source).artifacts?["result"])
                    #expect(result.contains(#""secrets":0"#) && result.contains(#""other":0"#), "\(result)")
                    // 16 questions a run, whoever asks; the answered one costs none any more.
                    #expect(source.asked.count == 16 * number)
                    if number == 2 { #expect(result.contains(#""late":[0,"#), "\(result)") }
                }
            }
        }
    }
}

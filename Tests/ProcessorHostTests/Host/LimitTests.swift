import Foundation
import RunnerProtocol
import Spool
import TestKit
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("with limits")
    struct Limits {
        @Test(
            "keeps a large artifact in a file, in both placements, and leaves nothing behind",
            arguments: ["process", "in-process"])
        func spooled(placement: String) async throws {
            let keys = ["large_artifact": #""placement": "\#(placement)""#]
            try await HostFixture.serving(["large_artifact.c"], keys: keys) { host, _ in
                for kind in ["text", "escaped"] {
                    let payload = #"{"kib": 1500, "count": 3, "kind": "\#(kind)"}"#
                    let report = await host.run("large_artifact", payload: payload)
                    guard case .completed(let artifacts) = report.ending else {
                        Issue.record("\(report)")
                        return
                    }
                    #expect(artifacts.map(\.type) == ["result", "part-1", "part-2"])
                    for artifact in artifacts {
                        #expect(artifact.content.isInFile)
                        #expect(artifact.content.size > 1_490 << 10)
                        let object = try JSONSerialization.jsonObject(with: Data(try artifact.content.contents()))
                        #expect((object as? [Any])?.last as? Int == 0)
                    }
                    #expect(host.folder.spool.size == artifacts.reduce(0) { $0 + $1.content.size })
                }
                try await expectEventually { host.folder.spool.size == 0 }
                #expect(try FileManager.default.contentsOfDirectory(atPath: host.folder.spool.folder) == [])
            }
        }

        @Test(
            "ends a run that goes beyond a limit and says OK, and names the key", arguments: ["process", "in-process"])
        func deaf(placement: String) async throws {
            let keys = [
                "large_artifact":
                    #""placement": "\#(placement)", "limits": {"artifact": "1MiB", "artifacts": "2MiB", "artifact_count": 3, "payload": 1024}"#
            ]
            let cases = [
                (#"{"kib": 2000, "deaf": 1}"#, "processor.artifact_too_large", "(manifest: limits.artifact)"),
                (
                    #"{"kib": 900, "count": 3, "deaf": 1}"#, "processor.artifact_too_large",
                    "(manifest: limits.artifacts)"
                ),
                (
                    #"{"kib": 1, "count": 4, "deaf": 1}"#, "processor.too_many_artifacts",
                    "(manifest: limits.artifact_count)"
                ),
                (
                    "{\"x\": \"\(String(repeating: "x", count: 1024))\"}", "payload.too_large",
                    "(manifest: limits.payload)"
                ),
                (#"{"kib": 2000}"#, "processor.failed", "one artifact may have 1048576 (manifest: limits.artifact)"),
            ]
            try await HostFixture.serving(["large_artifact.c"], keys: keys) { host, fixture in
                for (payload, code, words) in cases {
                    let report = await host.run("large_artifact", payload: payload)
                    guard case .failedForGood(let failure) = report.ending else {
                        Issue.record("\(payload): \(report)")
                        continue
                    }
                    #expect(failure.code == code)
                    #expect(failure.message.contains(words), "\(failure.message)")
                }
                #expect(await host.run("large_artifact", payload: #"{"kib": 600, "count": 3}"#).artifacts?.count == 3)
                if placement == "process" { #expect(fixture.records.startedProcesses.count == 1) }
            }
        }

        @Test("asks a run to stop whose artifact finds no room, and serves on", arguments: ["process", "in-process"])
        func spoolFull(placement: String) async throws {
            let keys = [
                "large_artifact": #""placement": "\#(placement)", "limits": {"artifacts": "4MiB", "artifact": "4MiB"}"#
            ]
            func setLimit(_ configuration: inout ProcessorHostConfiguration) { configuration.spoolLimit = 4 << 20 }
            try await HostFixture.serving(["large_artifact.c"], keys: keys, configure: setLimit) { host, _ in
                let first = await host.run("large_artifact", payload: #"{"kib": 3000}"#)
                #expect(first.artifacts?.count == 1)
                for deaf in 0...1 {
                    let failure = try #require(
                        await host.run("large_artifact", payload: #"{"kib": 2000, "deaf": \#(deaf)}"#).failure)
                    #expect(failure.code == "host.spool_full")
                    #expect(failure.message.hasSuffix("would be over the limit of 4194304 (setting SPOOL_LIMIT)"))
                }
                // A runner's thread lets go of its run a moment after the report.
                try await expectEventually { host.folder.spool.size < 3100 << 10 }
                // What fits, or stays in memory, is served meanwhile.
                #expect(await host.run("large_artifact", payload: #"{"kib": 1000}"#).artifacts?.count == 1)
                withExtendedLifetime(first) {}  // its file takes the room
                #expect(await host.run("large_artifact", payload: #"{"kib": 200}"#).artifacts?.count == 1)
            }
        }

        @Test(
            "takes a full disk for the fault of that run alone",
            .enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
        func diskFull() async throws {
            let fixture = try HostFixture()
            try await fixture.install("large_artifact.c")
            try fixture.write(["large_artifact"])
            try await SmallDisk.with(mebibytes: 3) { disk in
                let host = try await fixture.start { $0.temporaryFolder = disk }
                #expect(await host.run("large_artifact", payload: #"{"kib": 1500}"#).artifacts?.count == 1)
                for deaf in 0...1 {
                    let failure = try #require(
                        await host.run("large_artifact", payload: #"{"kib": 6000, "deaf": \#(deaf)}"#).failure)
                    #expect(failure.code == "host.spool_failed")
                    #expect(failure.message.contains("No space left on device"), "\(failure.message)")
                }
                // The runner's thread lets go of the run a moment after its report.
                try await expectEventually { host.folder.spool.size == 0 }
                #expect(await host.run("large_artifact", payload: #"{"kib": 1500}"#).artifacts?.count == 1)
                await host.shutdown()
            }
        }

        @Test("drops and counts what is logged and printed beyond the rate", arguments: ["process", "in-process"])
        func logFlood(placement: String) async throws {
            let keys = ["log_flood": #""placement": "\#(placement)", "limits": {"log_rate": 500}"#]
            try await HostFixture.serving(["log_flood.c"], keys: keys) { host, fixture in
                let begin = ContinuousClock.now
                #expect(
                    await host.run("log_flood", payload: placement == "process" ? #"{"print": 1}"# : "{}").artifacts?
                        .count == 1)
                let seconds = (ContinuousClock.now - begin) / .seconds(1)
                let records = fixture.records.all
                func lines(_ prefix: String) -> Int { records.filter { $0.message.hasPrefix(prefix) }.count }
                let dropped = records.compactMap { $0.metadata["dropped"].flatMap { Int($0) } }.reduce(0, +)
                let (logged, printed) = (lines("flooding: "), lines("printing: "))
                #expect(logged >= 500 && Double(logged) <= 500 * (seconds + 1) + 1)
                // In-process it would be the test's own output that is printed to.
                if placement == "process" {
                    #expect(printed >= 500 && Double(printed) <= 500 * (seconds + 1) + 1)
                    #expect(logged + printed + dropped == 200_000)
                } else {
                    #expect(logged + dropped == 100_000)
                }
                let warnings = records.filter { $0.metadata["dropped"] != nil }
                #expect(Double(warnings.count) <= 2 * (seconds + 1))
                #expect(
                    warnings.allSatisfy {
                        $0.message.hasSuffix("at most 500 a second are taken (manifest: limits.log_rate)")
                    })
            }
        }
    }
}

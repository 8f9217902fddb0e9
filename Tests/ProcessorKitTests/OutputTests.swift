import ProcessorKit
import ProcessorTestKit
import Testing

@Suite("What a run reports")
struct OutputTests {
    @Test("Progress arrives in order, with what is known of it")
    func progress() async throws {
        let result = try await TestHost().run { run in
            try run.progress(stage: "loading")
            try run.progress(0.5, stage: "reading", message: "Reading عرض.pdf")
            try run.progress(0.25, details: ["currentContractor": "Alpha"])
        }
        #expect(
            result.progress == [
                TestProgress(fraction: nil, stage: "loading", message: "", details: ""),
                TestProgress(fraction: 0.5, stage: "reading", message: "Reading عرض.pdf", details: ""),
                TestProgress(fraction: 0.25, stage: "", message: "", details: #"{"currentContractor":"Alpha"}"#),
            ])
    }

    @Test("Progress that the host cannot take is an error", arguments: [-0.1, 1.1, Double.nan, .infinity])
    func badFraction(_ fraction: Double) async throws {
        let result = try await TestHost().run { run in
            #expect(throws: HostCallError(call: "progress", code: .invalid)) { try run.progress(fraction) }
            #expect(throws: HostCallError(call: "progress", code: .invalid)) { try run.progress(details: [1, 2]) }
            #expect(throws: HostCallError(call: "progress", code: .tooLarge)) {
                try run.progress(details: ["text": String(repeating: "x", count: 8192)])
            }
        }
        #expect(result.progress.isEmpty)
    }

    @Test("Log lines keep their level")
    func log() async throws {
        let result = try await TestHost().run { run in
            run.log(.warning, "sheet 2 is empty")
            run.log(.trace, "")
        }
        #expect(
            result.log == [
                TestLogLine(level: .warning, message: "sheet 2 is empty"), TestLogLine(level: .trace, message: ""),
            ])
    }

    @Test("A value becomes an artifact with sorted keys and plain slashes")
    func encodable() async throws {
        let result = try await TestHost().run { try $0.writeArtifact("result", ["b": "x/y", "a": "é"]) }
        #expect(result.artifacts["result"].map { String(decoding: $0, as: UTF8.self) } == #"{"a":"é","b":"x/y"}"#)
    }

    @Test("A streamed artifact is committed at the end of its body")
    func streamed() async throws {
        let result = try await TestHost().run { run in
            let count = try await run.withArtifact("result") { result in
                try result.write("[")
                await Task.yield()
                for part in ["1,", "2"] { try result.write(part) }
                try result.write([UInt8(ascii: "]")])
                return 2
            }
            #expect(count == 2)
        }
        #expect(try result.artifact("result", as: [Int].self) == [1, 2])
        #expect(result.leftOpen.isEmpty)
    }

    @Test("A streamed artifact is forgotten when its body throws, and its type may be used again")
    func aborted() async throws {
        struct Stop: Error {}
        let result = try await TestHost().run { run in
            await #expect(throws: Stop.self) {
                try await run.withArtifact("result") { result in
                    try result.write("[")
                    throw Stop()
                }
            }
            try run.writeArtifact("result", [2])
        }
        #expect(try result.artifact("result", as: [Int].self) == [2])
    }

    @Test("Nothing of a run that failed is kept")
    func failedRun() async throws {
        let result = try await TestHost().run { run in
            try run.writeArtifact("result", [1])
            throw ProcessorError.permanent(code: "late", "too late")
        }
        #expect(result.artifacts.isEmpty)
        #expect(result.leftOpen.isEmpty)
    }

    @Test("Artifacts that break a rule are refused, and leave nothing open")
    func refused() async throws {
        let result = try await TestHost().run { run in
            #expect(throws: HostCallError(call: "artifact_commit", code: .invalid)) {
                try run.writeArtifact("result", json: Array("{\"a\":".utf8))
            }
            for bad: [UInt8] in [[0x22, 0xFF, 0x22], Array("[1e999]".utf8), Array("1 2".utf8)] {
                #expect(throws: HostCallError(call: "artifact_write", code: .invalid)) {
                    try run.writeArtifact("result", json: bad)
                }
            }
            #expect(throws: HostCallError(call: "artifact_open", code: .invalid)) {
                try run.writeArtifact("../result", [1])
            }
            #expect(throws: EncodingError.self) { try run.writeArtifact("result", [Double.nan]) }
            try run.writeArtifact("result", [1])
            #expect(throws: HostCallError(call: "artifact_open", code: .state)) { try run.writeArtifact("result", [2]) }
        }
        #expect(result.outcome == .ok)
        #expect(result.leftOpen.isEmpty)
        #expect(try result.artifact("result", as: [Int].self) == [1])
    }

    @Test(
        "A host that cannot write says so",
        arguments: [
            (HostFunction.artifactOpen, "artifact_open"), (.artifactWrite, "artifact_write"),
            (.artifactCommit, "artifact_commit"),
        ])
    func refusals(_ function: HostFunction, _ call: String) async throws {
        let result = try await TestHost(refusals: [function: .failed]).run { run in
            try run.writeArtifact("result", [1])
        }
        #expect(result.outcome == .retry)
        #expect(result.errorCode == "host_call.failed")
        #expect(result.errorMessage.contains(call))
        #expect(result.leftOpen.isEmpty)
    }

    @Test("A page is written where the host takes one, and costs the run nothing where it does not")
    func otherContentTypes() async throws {
        let page = Array("<p>ä</p>".utf8)
        let taken = try await TestHost().run { run in
            let wasTaken = try run.writeArtifact("report.html", contentType: "text/html", bytes: page)
            #expect(wasTaken)
        }
        #expect(taken.artifacts["report.html"] == page)

        let refused = try await TestHost(contentTypes: ["application/json"]).run { run in
            let wasTaken = try run.writeArtifact("report", contentType: "text/html", bytes: page)
            #expect(!wasTaken)
            try run.writeArtifact("report", [1])
        }
        #expect(refused.outcome == .ok)
        #expect(try refused.artifact("report", as: [Int].self) == [1])
        #expect(refused.leftOpen.isEmpty)
    }

    @Test("A page that is not UTF-8 is refused, and leaves nothing open")
    func pageNotText() async throws {
        let result = try await TestHost().run { run in
            #expect(throws: HostCallError.self) {
                try run.writeArtifact("report.html", contentType: "text/html", bytes: [0x3C, 0xFF])
            }
        }
        #expect(result.outcome == .ok)
        #expect(result.artifacts.isEmpty && result.leftOpen.isEmpty)
    }
}

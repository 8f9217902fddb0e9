import Foundation
import JSONText
import RunnerProtocol
import Spool
import TestKit
import TestRandom
import Testing

@testable import ProcessorHost

@Suite("The artifacts of a run")
struct ArtifactCollectorTests {
    private let json = "application/json"
    private let folder: TemporaryDirectory
    private let spool: Spool

    init() throws {
        folder = try TemporaryDirectory()
        spool = Spool(folder: folder.path, limit: 64 << 20)
    }

    private func collector(total: UInt64 = 64 << 20, each: UInt64 = 64 << 20, count: UInt32 = 256) -> ArtifactCollector
    {
        ArtifactCollector(
            limits: RunLimits(artifactBytes: each, artifactTotalBytes: total, artifactCount: count), spool: spool)
    }

    @Test("are those that were committed, whole and in order")
    func committed() throws {
        var collector = collector(total: 100)
        try collector.open(1, type: "result", contentType: json)
        try collector.open(2, type: "report", contentType: json)
        try collector.append(Array("{".utf8), to: 1)
        try collector.append(Array("[]".utf8), to: 2)
        try collector.commit(2)
        try collector.append(Array("}".utf8), to: 1)
        try collector.commit(1)
        try collector.open(3, type: "draft", contentType: json)
        #expect(
            collector.committed == [
                RunArtifact(type: "report", data: JSONText(trusted: Array("[]".utf8))),
                RunArtifact(type: "result", data: .emptyObject),
            ])
    }

    @Test("may be aborted, which frees the type and the bytes")
    func aborted() throws {
        var collector = collector(total: 4)
        try collector.open(1, type: "result", contentType: json)
        try collector.append([0, 0, 0, 0], to: 1)
        try collector.abort(1)
        try collector.open(2, type: "result", contentType: json)
        try collector.append(Array("1234".utf8), to: 2)
        try collector.commit(2)
        #expect(collector.committed.map(\.type) == ["result"])
    }

    @Test("break the rules when a runner makes them up")
    func violations() throws {
        var collector = collector(total: 6, each: 4)
        func expectViolation(_ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) {
            let problem = #expect(throws: ArtifactCollector.Problem.self, sourceLocation: sourceLocation) { try body() }
            guard case .violation = problem else {
                Issue.record("\(String(describing: problem))", sourceLocation: sourceLocation)
                return
            }
        }
        try collector.open(1, type: "result", contentType: json)
        expectViolation { try collector.open(0, type: "a", contentType: json) }
        expectViolation { try collector.open(1, type: "a", contentType: json) }
        expectViolation { try collector.open(2, type: "result", contentType: json) }
        expectViolation { try collector.open(3, type: "a/b", contentType: json) }
        expectViolation { try collector.open(4, type: "a", contentType: "text/html") }
        expectViolation { try collector.append([1], to: 9) }
        expectViolation { try collector.commit(9) }
        expectViolation { try collector.append([1, 2, 3, 4, 5], to: 1) }
        try collector.append([1, 2, 3, 4], to: 1)
        try collector.commit(1)
        expectViolation { try collector.append([1], to: 1) }
        expectViolation { try collector.open(7, type: "result", contentType: json) }
        try collector.open(8, type: "more", contentType: json)
        expectViolation { try collector.append([1, 2, 3], to: 8) }
    }

    @Test("are bounded in number, and aborted ones do not count")
    func count() throws {
        var collector = collector(count: 3)
        for number in 1...1000 {
            try collector.open(UInt64(number), type: "a", contentType: json)
            try collector.abort(UInt64(number))
        }
        for number in 1...3 { try collector.open(UInt64(1000 + number), type: "a\(number)", contentType: json) }
        #expect(throws: ArtifactCollector.Problem.self) { try collector.open(9999, type: "a", contentType: json) }
    }

    @Test("leave the memory when they are large, one of them or all together", arguments: 0..<20)
    func spooled(round: Int) throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        var collector = collector()
        var expected: [String: [UInt8]] = [:]
        for number in 1...UInt64(Int.random(in: 1...40, using: &random)) {
            let type = "a\(number)"
            try collector.open(number, type: type, contentType: json)
            for _ in 0..<Int.random(in: 0...10, using: &random) {
                let piece = [UInt8](
                    repeating: .random(in: 0...255, using: &random), count: .random(in: 0...65_536, using: &random))
                try collector.append(piece, to: number)
                expected[type, default: []] += piece
            }
            if Bool.random(using: &random) {
                try collector.commit(number)
            } else {
                try collector.abort(number)
                expected[type] = nil
            }
        }
        var memory = 0
        for artifact in collector.committed {
            #expect(try artifact.content.contents() == expected[artifact.type] ?? [], "seed \(seed)")
            guard case .memory(let bytes) = artifact.content else { continue }
            #expect(bytes.count <= ArtifactCollector.largestInMemory, "seed \(seed)")
            memory += bytes.count
        }
        #expect(memory <= ArtifactCollector.runInMemory, "seed \(seed)")
        // What was aborted has left the disk.
        let onDisk = collector.committed.filter(\.content.isInFile).reduce(0) { $0 + $1.content.size }
        #expect(spool.size == onDisk, "seed \(seed)")
    }

    @Test("fail once when the spool is full; what comes afterwards is dropped in silence")
    func full() throws {
        let small = Spool(folder: folder.path, limit: 400 << 10)
        var collector = ArtifactCollector(limits: RunLimits(), spool: small)
        let piece = [UInt8](repeating: 0x20, count: 64 << 10)
        try collector.open(1, type: "result", contentType: json)
        var problem: ArtifactCollector.Problem?
        for _ in 0..<20 {
            do {
                try collector.append(piece, to: 1)
            } catch {
                #expect(problem == nil)
                problem = error
            }
        }
        guard case .spool(let error) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(error.code == .full)
        #expect(collector.failure == error)
        #expect(
            RunFailure(error).description.contains("over the limit of 409600 (setting SPOOL_LIMIT) [host.spool_full]"))
    }
}

extension RunFailure {
    fileprivate var description: String { "\(message) [\(code)]" }
}

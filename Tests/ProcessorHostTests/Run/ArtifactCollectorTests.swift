import JSONText
import Testing

@testable import ProcessorHost

@Suite("The artifacts of a run")
struct ArtifactCollectorTests {
    private let json = "application/json"

    @Test("are those that were committed, whole and in order")
    func committed() throws {
        var collector = ArtifactCollector(limit: 100)
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
        var collector = ArtifactCollector(limit: 4)
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
        var collector = ArtifactCollector(limit: 4)
        try collector.open(1, type: "result", contentType: json)
        #expect(throws: ArtifactCollector.Violation.self) { try collector.open(0, type: "a", contentType: json) }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.open(1, type: "a", contentType: json) }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.open(2, type: "result", contentType: json) }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.open(3, type: "a/b", contentType: json) }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.open(4, type: "a", contentType: "text/html") }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.append([1], to: 9) }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.commit(9) }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.append([1, 2, 3, 4, 5], to: 1) }
        try collector.commit(1)
        #expect(throws: ArtifactCollector.Violation.self) { try collector.append([1], to: 1) }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.open(7, type: "result", contentType: json) }
    }

    @Test("are bounded in number, for empty ones cost memory, too")
    func count() throws {
        var collector = ArtifactCollector(limit: 4)
        for number in 1...ArtifactCollector.maximumCount {
            try collector.open(UInt64(number), type: "a", contentType: json)
            try collector.abort(UInt64(number))
        }
        #expect(throws: ArtifactCollector.Violation.self) { try collector.open(9999, type: "a", contentType: json) }
    }
}

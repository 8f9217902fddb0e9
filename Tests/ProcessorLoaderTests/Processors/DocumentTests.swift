import Foundation
import RunnerProtocol
import TestKit
import Testing

@testable import ProcessorLoader

@Suite("docs/abi.md")
struct DocumentTests {
    @Test("The smallest processor of the document compiles and does what it says")
    func smallestProcessor() async throws {
        let page = try String(contentsOf: BuiltProducts.packageRoot.appending(path: "docs/abi.md"), encoding: .utf8)
        let start = try #require(page.range(of: "```c\n"))
        let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
        let source = String(page[start.upperBound..<end.lowerBound]) + "\n"
        let library = try await ProcessorCompiler.library(named: "greet", source: source)

        let log = FrameLog()
        let instance = try LoadedProcessor.load(.test(library)).makeInstance(config: Array("{}".utf8)) {
            log.append($0)
        }
        #expect(instance.run(.test(jobType: "greet")) == RunResult(outcome: .ok))
        #expect(log.artifacts == ["result": #"{"hello": "world"}"#])
    }

    @Test("Every code of a refusal is in the document")
    func codes() throws {
        let page = try String(contentsOf: BuiltProducts.packageRoot.appending(path: "docs/abi.md"), encoding: .utf8)
        for refusal in RefusalTests.refusals { #expect(page.contains("`\(refusal.code)`"), "\(refusal.code)") }
    }
}

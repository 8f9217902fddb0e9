import Foundation
import FuzzKit
import HostTargets
import TenderTargets
import Testing

/// What fuzzers have found worth keeping, replayed without them. `make fuzz` looks for more.
@Suite struct FuzzCorpusTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../Fuzz/Corpus"
    )
    .standardized

    @Test(arguments: hostTargets) func `What the host reads keeps its rules on the whole corpus`(target: FuzzTarget)
        throws
    {
        try replay(target, in: "host")
    }

    @Test(arguments: tenderTargets) func `What processors read keeps its rules on the whole corpus`(
        target: FuzzTarget
    ) throws {
        try replay(target, in: "tender")
    }

    @Test(arguments: [("host", hostTargets.map(\.name)), ("tender", tenderTargets.map(\.name))])
    func `Every target has a corpus, and every corpus a target`(program: String, targets: [String]) throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.appending(path: program).path)
        #expect(folders.sorted() == targets.sorted())
    }

    private func replay(_ target: FuzzTarget, in program: String) throws {
        let folder = Self.corpus.appending(path: program).appending(path: target.name)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files.sorted(by: { $0.path < $1.path }) {
            let input = [UInt8](try Data(contentsOf: file))
            do throws(BrokenRule) {
                try target.run(input)
            } catch {
                Issue.record("\(target.name), \(file.lastPathComponent): \(error)")
            }
        }
    }
}

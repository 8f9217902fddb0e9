import FoundationEssentials
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("An analysis that is tried again")
struct RetryTests {
    @Test("It continues where the failed attempt stopped, and the artifacts are the same bytes", arguments: 1...15)
    func resumes(failure: Int) async throws {
        let package = try TestPackage(Tender.files)
        let whole = try await package.analyse(Script())
        let first = Script(width: 1, failsAt: failure)
        let failed = try await package.analyse(first)
        #expect(failed.outcome == .retryAfter(nil) || failed.outcome == .retry)
        #expect(failed.errorCode == "script.fails")

        let second = Script(width: 3)
        let result = try await package.analyse(second, checkpoint: failed.checkpoint ?? [], attempt: 2)
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(result.artifacts == whole.artifacts)
        let finished = Set(first.asked.evaluations.dropLast())
        #expect(finished.isDisjoint(with: second.asked.evaluations))
        #expect(second.asked.evaluations.count == 15 - finished.count)
        #expect(second.asked.offers == Array(Tender.contractors.dropFirst((failure - 1) / 5)))
    }

    @Test("A cancelled run leaves its grades to the next attempt, and after the last grade nothing is read again")
    func afterCancel() async throws {
        let package = try TestPackage(Tender.files)
        let cancelled = try await package.analyse(Script(width: 1)) { progress, control in
            if progress.message.hasPrefix("Graded 5"), progress.message.hasSuffix("Gamma") { control.cancel(.shutdown) }
        }
        #expect(cancelled.outcome == .cancelled)
        let script = Script()
        let result = try await package.analyse(script, checkpoint: cancelled.checkpoint ?? [])
        #expect(result.outcome == .ok)
        #expect(script.asked.evaluations.isEmpty)
        #expect(script.asked.requests == 0)
        #expect(result.artifacts == (try await package.analyse(Script())).artifacts)
    }

    @Test("Problems with files of finished contractors are kept, too")
    func problems() async throws {
        var files = Tender.files
        files["tech_rfp/rfp/annex.pdf"] = Data("%PDF-1.4 cut".utf8)
        files["tech_rfp/tender/Alpha Build/locked.docx"] = Data("no zip".utf8)
        let package = try TestPackage(files)
        let whole = try await package.analyse(Script())
        #expect(String(decoding: whole.artifacts["result"] ?? [], as: UTF8.self).contains("locked.docx"))
        let failed = try await package.analyse(Script(width: 1, failsAt: 8))
        let result = try await package.analyse(Script(), checkpoint: failed.checkpoint ?? [])
        #expect(result.artifacts == whole.artifacts)
    }

    @Test("A checkpoint of other criteria, of other files or of nobody is ignored, with a line in the log")
    func foreign() async throws {
        let package = try TestPackage(Tender.files)
        let failed = try await package.analyse(Script(width: 1, failsAt: 8))
        let checkpoint = try #require(failed.checkpoint)
        let others: [(TestPackage, String, [UInt8])] = [
            (package, Tender.payload().replacing("\"weight\":20", with: "\"weight\":21"), checkpoint),
            (
                try TestPackage(Tender.files.merging(["tech_rfp/tender/Gamma/b.txt": Data("x".utf8)]) { $1 }),
                Tender.payload(), checkpoint
            ),
            (package, Tender.payload(), Array("nonsense".utf8)),
            (package, Tender.payload(), Array(checkpoint.dropLast(9))),
        ]
        for (package, payload, checkpoint) in others {
            let script = Script()
            let result = try await package.analyse(script, payload: payload, checkpoint: checkpoint)
            #expect(result.outcome == .ok)
            #expect(script.asked.evaluations.count == 15)
            #expect(result.log.contains { $0.level == .warning && $0.message.contains("checkpoint") })
        }
    }

    @Test("A host without checkpoints, or one that refuses them, gets its result all the same")
    func withoutCheckpoints() async throws {
        let package = try TestPackage(Tender.files)
        let whole = try await package.analyse(Script())
        #expect(try await package.analyse(Script(), hasCheckpoints: false).artifacts == whole.artifacts)
        let refused = try await package.analyse(Script(), refusals: [.checkpointSave: .tooLarge])
        #expect(refused.artifacts == whole.artifacts)
        #expect(refused.log.count { $0.message.contains("checkpoint") } == 1)
    }
}

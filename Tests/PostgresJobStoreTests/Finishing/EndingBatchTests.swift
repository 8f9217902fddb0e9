import Foundation
import JSONText
import JobQueue
import Testing

@testable import PostgresJobStore

@Suite struct EndingBatchTests {
    private func ending(_ sizes: Int...) -> RunEnding {
        let artifacts = sizes.map {
            Artifact(type: "result", data: JSONText(trusted: [UInt8](repeating: 32, count: $0)))
        }
        return RunEnding(run: RunID(UUID()), job: JobID(UUID()), verdict: .completed(artifacts))
    }

    @Test func `batches are bounded by size, and no ending is lost or split`() {
        let limit = EndingBatch.largestSize
        let endings = [
            ending(limit / 2), ending(limit / 4, limit / 4), ending(1), ending(), ending(limit + 1), ending(0),
            ending(limit),
        ]
        let batches = EndingBatch.batches(of: endings, makeID: { UUID() })
        #expect(batches.map(\.endings.count) == [2, 2, 1, 2])
        #expect(batches.flatMap(\.endings) == endings)
    }

    @Test func `small endings share one batch`() {
        let endings = (0..<5000).map { _ in ending(10) }
        #expect(EndingBatch.batches(of: endings, makeID: { UUID() }).count == 1)
        #expect(EndingBatch.batches(of: [], makeID: { UUID() }).isEmpty)
    }
}

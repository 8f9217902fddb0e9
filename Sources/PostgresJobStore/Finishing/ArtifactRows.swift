import Foundation
import JobQueue
import PostgresClient
import Spool

/// The artifacts of one run as rows for COPY, read from their files as they are sent.
struct ArtifactRows: CopySource {
    private let run: RunID
    private let time: String
    private let makeID: @Sendable () -> UUID
    private var waiting: ArraySlice<Artifact>
    private var current: SpoolReader?

    /// - Parameter time: `created_at` of the rows, as the server writes it.
    init(_ artifacts: [Artifact], of run: RunID, time: String, makeID: @escaping @Sendable () -> UUID) {
        self.run = run
        self.time = time
        self.makeID = makeID
        waiting = artifacts[...]
    }

    static func statement(_ tables: JobTables) -> String {
        "COPY \(tables.artifacts) (id, run_id, artifact_type, created_at, data) FROM STDIN"
    }

    mutating func appendNext(to buffer: inout [UInt8]) throws {
        if current != nil {
            // In place: the reader has a buffer.
            if try current?.withChunk({ CopyText.append($0, to: &buffer) }) == true { return }
            current = nil
            buffer.append(CopyText.end)
        }
        guard let artifact = waiting.popFirst() else { return }
        for column in [makeID().uuidString, run.description, artifact.type, time] {
            CopyText.append(column.utf8, to: &buffer)
            buffer.append(CopyText.separator)
        }
        current = SpoolReader(artifact.content)
    }
}

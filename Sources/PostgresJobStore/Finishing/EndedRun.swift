import Foundation
import JobQueue
import PostgresClient

/// A run that is over, as its row shows it.
struct EndedRun: Hashable {
    let status: String
    let error: String?
    /// Whether the job has a later run.
    let isContinued: Bool

    /// What the row of a run shows once this verdict is written.
    init(_ verdict: Verdict) {
        switch verdict {
        case .completed: self.init("completed", nil, isContinued: false)
        case .failed(let error): self.init("failed", error, isContinued: false)
        case .cancelled(let error): self.init("cancelled", error, isContinued: false)
        case .retry(let error, _), .release(let error, _): self.init("failed", error, isContinued: true)
        }
    }

    /// Reads a row of ``RunStatements/ended(_:)``.
    init(_ row: PostgresRow) {
        status = row[1].string ?? ""
        error = row[2].string
        isContinued = row[3].bool ?? false
    }

    private init(_ status: String, _ error: RunError?, isContinued: Bool) {
        self.status = status
        // As the database has it.
        self.error = error?.description.replacing("\0", with: "")
        self.isContinued = isContinued
    }
}

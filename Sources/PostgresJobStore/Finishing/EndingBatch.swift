import Foundation
import JSONText
import JobQueue
import PostgresClient
import Spool

/// Endings as the columns of one statement.
struct EndingBatch {
    /// The most that the artifacts of one statement may hold together, unless one ending alone holds more: the
    /// server takes no parameter beyond 1 GiB, and both sides keep a batch in memory.
    static let largestSize = 32 << 20

    private(set) var endings: [RunEnding] = []
    private var (runs, statuses, errors, nextRuns) = (ArrayLiteral(), ArrayLiteral(), ArrayLiteral(), ArrayLiteral())
    private var (delays, charges) = (ArrayLiteral(), ArrayLiteral())
    private var (ids, owners, types, data) = (ArrayLiteral(), ArrayLiteral(), ArrayLiteral(), ArrayLiteral())

    /// The parameters of ``RunStatements/finish(_:)``.
    var values: [PostgresValue] {
        [runs, statuses, errors, nextRuns, delays, charges, ids, owners, types, data].map(\.value)
    }

    /// Cuts endings into batches that a statement can carry.
    static func batches(of endings: [RunEnding], makeID: () -> UUID) -> [EndingBatch] {
        var batches: [EndingBatch] = []
        var size = Int.max
        for ending in endings {
            let added = ending.verdict.artifacts.reduce(0) { $0 + Int(clamping: $1.content.size) }
            let (total, isTooMuch) = size.addingReportingOverflow(added)
            if isTooMuch || total > largestSize {
                batches.append(EndingBatch())
                size = added
            } else {
                size = total
            }
            batches[batches.count - 1].append(ending, makeID: makeID)
        }
        return batches
    }

    /// - Parameter ending: nothing of it lies in a file.
    mutating func append(_ ending: RunEnding, makeID: () -> UUID) {
        endings.append(ending)
        runs.append(ending.run.uuid)
        switch ending.verdict {
        case .completed(let artifacts):
            append(status: "completed", error: nil)
            for artifact in artifacts {
                ids.append(makeID())
                owners.append(ending.run.uuid)
                types.append(artifact.type)
                guard case .memory(let bytes) = artifact.content else {
                    preconditionFailure("artifacts in files are streamed")
                }
                data.append(utf8: bytes)
            }
        case .failed(let error): append(status: "failed", error: error)
        case .cancelled(let error): append(status: "cancelled", error: error)
        case .retry(let error, let delay):
            append(status: "failed", error: error, next: makeID(), delay: delay, charge: 1)
        case .release(let error, let delay):
            append(status: "failed", error: error, next: makeID(), delay: delay, charge: 0)
        }
    }

    private mutating func append(
        status: String, error: RunError?, next: UUID? = nil, delay: Duration = .zero, charge: Int64 = 0
    ) {
        statuses.append(status)
        if let error { errors.append(error.description) } else { errors.appendNull() }
        if let next { nextRuns.append(next) } else { nextRuns.appendNull() }
        delays.append(delay.microseconds)
        charges.append(charge)
    }
}

extension Verdict {
    var artifacts: [Artifact] {
        if case .completed(let artifacts) = self { artifacts } else { [] }
    }
}

extension Duration {
    /// At least none and at most a hundred years, which every timestamp can bear.
    fileprivate var microseconds: Int64 {
        let bounded = min(max(self, .zero), .seconds(100 * 365 * 86_400))
        return bounded.components.seconds * 1_000_000 + bounded.components.attoseconds / 1_000_000_000_000
    }
}

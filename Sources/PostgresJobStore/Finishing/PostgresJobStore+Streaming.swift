import Foundation
import JobQueue
import Logging
import PostgresClient
import Spool
import Synchronization

extension PostgresJobStore {
    /// How long the server may take nothing of a result.
    private static let idleLimit = Duration.seconds(30)
    /// What the server has to manage: a slower one is taken for stuck.
    private static let bytesPerSecond: UInt64 = 1 << 20
    /// A result whose connection broke so often in the middle of it is taken for the cause.
    private static let mostFailures = 5

    /// Writes an ending whose artifacts lie in files: one transaction, on a connection that nobody waits for.
    ///
    /// The artifacts come first and the guard last, so that the run's row is locked for a moment only. Should the run be over
    /// by then, the transaction is rolled back, and nobody has seen anything of it.
    /// - Returns: nil when the run is over.
    func stream(_ ending: RunEnding, _ session: Session) async throws -> EndingResult? {
        let size = ending.verdict.artifacts.reduce(0) { $0 + $1.content.size }
        let limit = Self.idleLimit + .seconds(Int64(size / Self.bytesPerSecond))
        let hasBegun = Mutex(false)
        do {
            let isWritten = try await streamPool.withConnection { connection in
                // The server's own limit is for the whole, so that it gives up when this host has vanished.
                try await connection.execute(
                    script: "BEGIN; SET LOCAL statement_timeout = \(Int(limit * 2 / .milliseconds(1)))", timeout: limit)
                hasBegun.withLock { $0 = true }
                return try await self.write(ending, session, within: limit, connection)
            }
            state.withLock { $0.streamFailures[ending.run] = nil }
            return isWritten ? .written : nil
        } catch let error as PostgresError where error.refusesData || error.isWithoutCopy {
            state.withLock { $0.streamFailures[ending.run] = nil }
            if error.isWithoutCopy, size <= UInt64(EndingBatch.largestSize) {
                return try await writeWhole(ending, session)
            }
            return .refused(refusal(of: ending, error))
        } catch {
            guard hasBegun.withLock({ $0 }), !Task.isCancelled else { throw error }
            let failures = state.withLock { state in
                state.streamFailures[ending.run, default: 0] += 1
                return state.streamFailures[ending.run] ?? 0
            }
            guard failures >= Self.mostFailures else { throw error }
            state.withLock { $0.streamFailures[ending.run] = nil }
            return .refused(
                RunError(
                    code: "result_refused",
                    message: "The database did not take the result, \(size) bytes, in \(failures) attempts, at last: "
                        + "\(error)"))
        }
    }

    private func write(
        _ ending: RunEnding, _ session: Session, within limit: Duration, _ connection: PostgresConnection
    ) async throws -> Bool {
        let run = ArrayLiteral([ending.run.uuid]).value
        let facts = try await connection.pipeline([
            PostgresStatement(session.alive, [run]), PostgresStatement("SELECT (now() AT TIME ZONE 'UTC')::text"),
        ])
        guard facts.first?.runs.isEmpty == false, let time = facts.last?.rows.first?[0].string else { return false }
        try await connection.copyIn(
            ArtifactRows.statement(session.tables),
            from: ArtifactRows(ending.verdict.artifacts, of: ending.run, time: time, makeID: makeID),
            idleLimit: Self.idleLimit, endLimit: limit)
        var batch = EndingBatch()
        batch.append(RunEnding(run: ending.run, job: ending.job, verdict: .completed([])), makeID: makeID)
        let finish = PostgresStatement(session.finish, batch.values)
        let ended = try await connection.pipeline([finish]).last?.runs ?? []
        guard ended.contains(ending.run) else { return false }
        try await connection.execute(script: "COMMIT", timeout: limit)
        return true
    }

    /// For tables that take no COPY, as those with row-level security: as a parameter, which needs several times its memory.
    private func writeWhole(_ ending: RunEnding, _ session: Session) async throws -> EndingResult? {
        let artifacts: [Artifact]
        do {
            artifacts = try ending.verdict.artifacts.map { artifact in
                Artifact(
                    type: artifact.type, contentType: artifact.contentType,
                    content: .memory(try artifact.content.contents()))
            }
        } catch {
            return .refused(RunError(code: "result_refused", message: "The result cannot be read back: \(error)"))
        }
        var batch = EndingBatch()
        batch.append(RunEnding(run: ending.run, job: ending.job, verdict: .completed(artifacts)), makeID: makeID)
        return try await write(batch, session)[ending.run]
    }

    private func refusal(of ending: RunEnding, _ error: PostgresError) -> RunError {
        logger.warning("The database refuses the result of a run: \(error)", metadata: ["run": "\(ending.run)"])
        let sizes = ending.verdict.artifacts.map { "\($0.type) \($0.content.size) bytes" }.joined(separator: ", ")
        return RunError(
            code: "result_refused", message: "The database does not take the result (\(sizes)): \(error)")
    }
}

extension PostgresError {
    /// COPY does not work with row-level security.
    fileprivate var isWithoutCopy: Bool { sqlState == "0A000" }
}

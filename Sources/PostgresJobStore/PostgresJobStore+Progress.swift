public import JSONText
public import JobQueue
import Logging
import PostgresClient

extension PostgresJobStore {
    public func report(progress: [RunID: JSONText]) async throws -> Set<RunID> {
        let session = try session()
        guard !progress.isEmpty else { return [] }
        do {
            return try await write(progress, session.report)
        } catch let error as PostgresError where error.sqlState == Self.lockNotAvailable {
            // Somebody holds one of the runs: it must not keep the others from being written.
            return try await write(progress, session.reportFree)
        } catch let error as PostgresError where error.refusesData {
            return try await writeSingly(progress, session)
        }
    }

    public func save(checkpoints: [RunID: [UInt8]]) async throws {
        let session = try session()
        var (runs, data) = (ArrayLiteral(), ArrayLiteral())
        var size = 0
        for (run, bytes) in checkpoints {
            if runs.count > 0, size + bytes.count > Self.largestCheckpointBatch {
                _ = try await pool.query(session.checkpoint, [runs.value, data.value])
                (runs, data, size) = (ArrayLiteral(), ArrayLiteral(), 0)
            }
            runs.append(run.uuid)
            data.append(bytea: bytes)
            size += bytes.count
        }
        guard runs.count > 0 else { return }
        _ = try await pool.query(session.checkpoint, [runs.value, data.value])
    }

    /// The most bytes of checkpoints in one statement, in which each takes two characters.
    private static let largestCheckpointBatch = 8 << 20

    /// SQLSTATE of a wait for a lock that took too long.
    private static let lockNotAvailable = "55P03"

    /// Progress waits for less than other writes: there is newer soon.
    private static let impatience = PostgresStatement("SELECT set_config('lock_timeout', '1000', true)")

    private func write(_ progress: [RunID: JSONText], _ statement: String) async throws -> Set<RunID> {
        var (runs, data) = (ArrayLiteral(), ArrayLiteral())
        for (run, json) in progress {
            runs.append(run.uuid)
            data.append(utf8: json.bytes)
        }
        return try await pool.pipeline([
            Self.impatience, PostgresStatement(statement, [runs.value, data.value]),
        ]).last?.runs ?? []
    }

    /// Leaves out what the database refuses. A run whose progress was refused is in progress all the same, and is
    /// answered so.
    private func writeSingly(_ progress: [RunID: JSONText], _ session: Session) async throws -> Set<RunID> {
        var written: Set<RunID> = []
        for (run, json) in progress {
            do {
                written.formUnion(try await write([run: json], session.report))
            } catch let error as PostgresError where error.refusesData {
                logger.warning("The database refuses the progress of a run: \(error)", metadata: ["run": "\(run)"])
                written.formUnion(try await pool.query(session.alive, [ArrayLiteral([run.uuid]).value]).runs)
            }
        }
        return written
    }
}

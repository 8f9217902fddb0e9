import JSONText
import JobQueue
import ProcessorHost
import RunnerProtocol

/// The results of earlier jobs that one job may see: those of its own company and package.
struct EarlierResults: EarlierArtifactSource {
    private let job: Job
    private let store: any JobStore

    init(of job: Job, in store: any JobStore) {
        self.job = job
        self.store = store
    }

    /// What the log may say of a queue that cannot be reached.
    struct Unreachable: Error, CustomStringConvertible {
        let description: String
    }

    func newest(jobTypes: [String], artifactType: String, byteLimit: Int) async throws -> EarlierAnswer {
        // A job without a scope was refused before its processor could ask.
        guard let scope = JobScope(of: job) else { return .missing(.absent) }
        let query = EarlierQuery(
            jobTypes: jobTypes, artifactType: artifactType, scope: scope, excluding: job.id, byteLimit: byteLimit)
        do {
            switch try await store.newestResult(query) {
            case .none: return .missing(.absent)
            case .tooLarge: return .missing(.tooLarge)
            case .found(let result):
                return .found(
                    EarlierArtifact(
                        jobID: result.job.description, completedAt: result.completedAt,
                        payload: result.payload.bytes, data: result.data.bytes))
            }
        } catch {
            throw Unreachable(description: safeText(of: error))
        }
    }
}

import Foundation
import JSONText
public import JobQueue
import PostgresClient

extension PostgresJobStore {
    /// How long the server may look. Without an index that helps it reads the jobs of the type, or all of them.
    private static let lookLimit = Duration.seconds(20)

    public func newestResult(_ query: EarlierQuery) async throws -> EarlierFinding {
        let session = try session()
        let patience = PostgresStatement(
            "SELECT set_config('statement_timeout', $1, true)",
            [.text(String(Int(Self.lookLimit / .milliseconds(1))))])
        let values: [PostgresValue] = [
            ArrayLiteral(query.jobTypes).value, .text(query.artifactType), .text(query.scope.package),
            .text(query.excluding.description), .int(query.byteLimit),
        ]
        let look =
            switch query.scope.company {
            case .some(let company): PostgresStatement(session.earlierOfCompany, values + [.text(company)])
            case nil: PostgresStatement(session.earlierOfNobody, values)
            }
        let results = try await pool.pipeline(
            [PlanGuard.lifting, patience, look], timeout: Self.lookLimit + .seconds(5))
        guard let row = results.last?.rows.first, let job = row["job"].uuid else {
            return .none
        }
        guard let payload = row["payload"].utf8, let data = row["data"].utf8 else { return .tooLarge }
        return .found(
            EarlierResult(
                job: JobID(job), completedAt: row["completed_at"].string ?? "", payload: JSONText(trusted: payload),
                data: JSONText(trusted: data)))
    }
}

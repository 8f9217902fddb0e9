public import JSONText

/// Which earlier result is wanted.
public struct EarlierQuery: Sendable, Hashable {
    /// So many of the newest jobs are looked at.
    public static let jobLimit = 200

    /// Every spelling of one job type.
    public let jobTypes: [String]
    public let artifactType: String
    public let scope: JobScope
    /// The job that asks: its own results are not earlier ones.
    public let excluding: JobID
    /// The most that payload and artifact may have together.
    public let byteLimit: Int

    public init(jobTypes: [String], artifactType: String, scope: JobScope, excluding: JobID, byteLimit: Int) {
        self.jobTypes = jobTypes
        self.artifactType = artifactType
        self.scope = scope
        self.excluding = excluding
        self.byteLimit = byteLimit
    }
}

/// What an earlier job of the same company and package has left.
public struct EarlierResult: Sendable, Hashable {
    public let job: JobID
    /// RFC 3339 in UTC, with milliseconds; empty when the row does not say.
    public let completedAt: String
    public let payload: JSONText
    public let data: JSONText

    public init(job: JobID, completedAt: String, payload: JSONText, data: JSONText) {
        self.job = job
        self.completedAt = completedAt
        self.payload = payload
        self.data = data
    }
}

/// The answer to an ``EarlierQuery``.
public enum EarlierFinding: Sendable, Hashable {
    case found(EarlierResult)
    case none
    /// There is one, and it is over the query's limit.
    case tooLarge
}

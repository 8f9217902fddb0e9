/// What a processor is given in a test.
public struct TestJob: Sendable {
    /// A JSON object.
    public var payload: String
    /// nil for the first type that the processor describes.
    public var jobType: String?
    public var attempt: Int
    public var companyID: String?
    public var userID: String?
    /// The package's folder; nil as for a job without a company.
    public var packageDirectory: String?
    /// Counted from the start of the run. The test host only states it: it does not cancel by itself.
    public var timeLimit: Duration?
    /// What an earlier attempt saved.
    public var checkpoint: [UInt8]
    /// What earlier jobs of the same company and package have left, the newest last.
    public var earlierArtifacts: [TestEarlierArtifact]

    public init(
        payload: String = "{}", jobType: String? = nil, attempt: Int = 1, companyID: String? = "acme",
        userID: String? = nil, packageDirectory: String? = nil, timeLimit: Duration? = nil, checkpoint: [UInt8] = [],
        earlierArtifacts: [TestEarlierArtifact] = []
    ) {
        self.payload = payload
        self.jobType = jobType
        self.attempt = attempt
        self.companyID = companyID
        self.userID = userID
        self.packageDirectory = packageDirectory
        self.timeLimit = timeLimit
        self.checkpoint = checkpoint
        self.earlierArtifacts = earlierArtifacts
    }
}

/// The result of an earlier job, for ``TestJob/earlierArtifacts``.
public struct TestEarlierArtifact: Sendable {
    public var jobType: String
    public var artifact: String
    /// JSON.
    public var data: String
    /// The earlier job's payload, JSON.
    public var payload: String
    public var jobID: String
    public var completedAt: String

    public init(
        jobType: String, artifact: String = "result", data: String, payload: String = "{}",
        jobID: String = "0190a0b0-0000-7000-8000-00000000000e", completedAt: String = "2026-01-05T08:30:00.000Z"
    ) {
        self.jobType = jobType
        self.artifact = artifact
        self.data = data
        self.payload = payload
        self.jobID = jobID
        self.completedAt = completedAt
    }
}

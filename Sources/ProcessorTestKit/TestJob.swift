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

    public init(
        payload: String = "{}", jobType: String? = nil, attempt: Int = 1, companyID: String? = "acme",
        userID: String? = nil, packageDirectory: String? = nil, timeLimit: Duration? = nil, checkpoint: [UInt8] = []
    ) {
        self.payload = payload
        self.jobType = jobType
        self.attempt = attempt
        self.companyID = companyID
        self.userID = userID
        self.packageDirectory = packageDirectory
        self.timeLimit = timeLimit
        self.checkpoint = checkpoint
    }
}

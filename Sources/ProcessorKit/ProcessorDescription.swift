/// What a processor says of itself.
public struct ProcessorDescription: Sendable {
    /// Reverse domain name, never changes: `com.trubuild.evaluation-extract`.
    public var id: String
    /// The processor's own version: `2.1.0`.
    public var version: String
    /// One line for people; may be empty.
    public var summary: String
    /// The kinds of job that it does: 1 to 64 names of at most 100 bytes each.
    public var jobTypes: [String]
    /// JSON Schema of the payload; empty for any.
    public var payloadSchema: String
    /// Ids of host extensions without which it cannot work: a host that lacks one refuses the library.
    public var requiredExtensions: [String]

    public init(
        id: String, version: String, summary: String, jobTypes: [String], payloadSchema: String = "",
        requiredExtensions: [String] = []
    ) {
        self.id = id
        self.version = version
        self.summary = summary
        self.jobTypes = jobTypes
        self.payloadSchema = payloadSchema
        self.requiredExtensions = requiredExtensions
    }
}

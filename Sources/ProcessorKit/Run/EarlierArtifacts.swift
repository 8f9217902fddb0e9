/// Results of earlier jobs of the run's own company and package. The host serves no others.
public struct EarlierArtifacts: Sendable {
    let calls: HostCalls

    /// The artifact of the newest job of a type whose latest run is completed and has such an artifact.
    ///
    /// Blocks its thread until the host has looked, at most a minute. The same question has the same answer for the whole
    /// run.
    ///
    /// ```swift
    /// let analysis = try run.earlierArtifacts?.newest(jobType: "tech_rfp_analysis", artifact: "result")
    /// ```
    /// - Parameters:
    ///   - jobType: for example `tech_rfp_analysis`.
    ///   - artifact: the artifact's type: `result`.
    /// - Returns: nil when there is none.
    /// - Throws: ``HostCallError``: `.failed` when the host could not find out, `.tooLarge` over 64 MiB or 16 questions
    ///   in a run; `CancellationError` when the run was cancelled.
    public func newest(jobType: String, artifact: String) throws -> EarlierArtifact? {
        try calls.newestEarlierArtifact(jobType: jobType, artifactType: artifact)
    }
}

/// A result of an earlier job.
public struct EarlierArtifact: Sendable, Hashable {
    /// The earlier job: a UUID in lower-case text.
    public let jobID: String
    /// When its run was completed: RFC 3339 in UTC, `2026-01-05T08:30:00.000Z`.
    public let completedAt: String
    /// The earlier job's payload: JSON in UTF-8.
    public let payload: [UInt8]
    /// The artifact: JSON in UTF-8.
    public let data: [UInt8]
}

extension ProcessorRun {
    /// nil when the host has none to give: it is older than the extension `trubuild.earlier-artifacts/1`.
    public var earlierArtifacts: EarlierArtifacts? {
        calls.hasEarlierArtifacts ? EarlierArtifacts(calls: calls) : nil
    }
}

import CTrubuildProcessor

/// The run in progress, as a processor written in Swift sees it.
///
/// It may be used from any task until ``Processor/run(_:)`` returns; afterwards the host refuses its calls.
public struct ProcessorRun: Sendable {
    /// A UUID in lower-case text; new for each attempt.
    public let runID: String
    /// A UUID in lower-case text; the same for each attempt.
    public let jobID: String
    /// For example `tech_rfp_summary`.
    public let jobType: String
    /// 1 for the first attempt.
    public let attempt: Int
    /// nil when the job names none.
    public let companyID: String?
    /// nil when the job names none.
    public let userID: String?
    /// A JSON object in UTF-8, exactly as the database gave it.
    public let payload: [UInt8]
    /// Absolute path of the package's files, which are read only. The folder may be missing: see
    /// ``requirePackageDirectory()``. nil when the job names no company.
    public let packageDirectory: String?
    /// Absolute path of an empty folder of this run, deleted after it.
    public let scratchDirectory: String
    /// When the host will cancel the run; nil when it has no deadline.
    public let deadline: SuspendingClock.Instant?

    let calls: HostCalls

    init(_ run: UnsafePointer<trubuild_run>, host: UnsafePointer<trubuild_host>) {
        let known = copyKnownPart(of: run, size: run.pointee.struct_size, into: trubuild_run())
        runID = known.run_id.text
        jobID = known.job_id.text
        jobType = known.job_type.text
        attempt = Int(known.attempt_no)
        companyID = known.company_id.nonEmptyText
        userID = known.user_id.nonEmptyText
        payload = known.payload.bytes
        packageDirectory = known.package_dir.nonEmptyText
        scratchDirectory = known.scratch_dir.text
        deadline = MonotonicTime.instant(nanoseconds: known.deadline_monotonic_ns)
        calls = HostCalls(host, handle: known.handle)
    }
}

import ProcessorKit
import Synchronization

/// What the host knows of one run. The C functions find it by its token.
final class RunRecord: Sendable {
    /// A token, never an address: a call with an old one finds nothing.
    let token: UInt
    let host: TestHost
    let control = TestRunControl()
    private let onProgress: @Sendable (TestProgress, TestRunControl) -> Void
    private let checkpointMemory: ByteArena
    private let earlier: [EarlierRecord]
    private let journal: Mutex<RunJournal>

    private static let open = Mutex<[UInt: RunRecord]>([:])
    private static let lastToken = Atomic<UInt>(0)

    init(
        host: TestHost, job: TestJob, onProgress: @escaping @Sendable (TestProgress, TestRunControl) -> Void
    ) {
        token = Self.lastToken.add(1, ordering: .relaxed).newValue
        self.host = host
        self.onProgress = onProgress
        checkpointMemory = ByteArena(job.checkpoint)
        earlier = job.earlierArtifacts.map(EarlierRecord.init)
        journal = Mutex(RunJournal(refusals: host.refusals, contentTypes: host.contentTypes))
        Self.open.withLock { $0[token] = self }
    }

    var handle: OpaquePointer? { OpaquePointer(bitPattern: token) }

    /// Valid as long as the record.
    var earlierCheckpoint: trubuild_host_slice { checkpointMemory.slice }

    /// Fills `artifact` with slices that are valid as long as the record.
    func newestEarlier(
        _ jobType: trubuild_plugin_slice, _ artifactType: trubuild_plugin_slice,
        _ artifact: UnsafeMutablePointer<trubuild_earlier_artifact>
    ) -> Int32 {
        guard artifact.pointee.struct_size >= MemoryLayout<trubuild_earlier_artifact>.size,
            let jobType = jobType.text, let artifactType = artifactType.text, !jobType.isEmpty, !artifactType.isEmpty
        else { return TRUBUILD_CALL_INVALID }
        let size = artifact.pointee.struct_size
        artifact.pointee = trubuild_earlier_artifact()
        artifact.pointee.struct_size = size
        if let refusal = host.refusals[.earlierArtifact] { return refusal.rawValue }
        guard control.reason == TRUBUILD_CANCEL_NONE else { return TRUBUILD_CALL_STOP }
        let match = earlier.last { $0.artifact.jobType == jobType && $0.artifact.artifact == artifactType }
        guard let match else { return TRUBUILD_CALL_ABSENT }
        artifact.pointee.job_id = match.jobID.slice
        artifact.pointee.completed_at = match.completedAt.slice
        artifact.pointee.payload = match.payload.slice
        artifact.pointee.data = match.data.slice
        return TRUBUILD_CALL_OK
    }

    static func find(_ handle: OpaquePointer?) -> RunRecord? {
        open.withLock { $0[UInt(bitPattern: handle)] }
    }

    /// From here on, calls with the run's token are refused.
    func close() {
        Self.open.withLock { _ = $0.removeValue(forKey: token) }
    }

    /// Records an event. Accepted calls tell a cancelled run to stop.
    func record(_ event: (inout RunJournal) -> Int32) -> Int32 {
        let result = journal.withLock { event(&$0) }
        return result == TRUBUILD_CALL_OK && control.reason != TRUBUILD_CANCEL_NONE ? TRUBUILD_CALL_STOP : result
    }

    func report(_ progress: TestProgress) -> Int32 {
        let result = journal.withLock { $0.add(progress) }
        guard result == TRUBUILD_CALL_OK else { return result }
        onProgress(progress, control)
        return control.reason == TRUBUILD_CANCEL_NONE ? TRUBUILD_CALL_OK : TRUBUILD_CALL_STOP
    }

    func result(code: Int32) -> TestResult {
        journal.withLock { $0.result(code: code) }
    }

    var error: (code: String, message: String) {
        journal.withLock { ($0.errorCode, $0.errorMessage) }
    }
}

/// An earlier artifact, and its texts where C can see them.
private struct EarlierRecord: Sendable {
    let artifact: TestEarlierArtifact
    let jobID, completedAt, payload, data: ByteArena

    init(_ artifact: TestEarlierArtifact) {
        self.artifact = artifact
        jobID = ByteArena([UInt8](artifact.jobID.utf8))
        completedAt = ByteArena([UInt8](artifact.completedAt.utf8))
        payload = ByteArena([UInt8](artifact.payload.utf8))
        data = ByteArena([UInt8](artifact.data.utf8))
    }
}

/// Cancels the run that it was given with.
public final class TestRunControl: Sendable {
    private let current = Atomic<UInt32>(TRUBUILD_CANCEL_NONE)

    var reason: UInt32 { current.load(ordering: .acquiring) }

    /// The first reason stays.
    public func cancel(_ reason: CancelReason) {
        _ = current.compareExchange(
            expected: TRUBUILD_CANCEL_NONE, desired: reason.rawValue, ordering: .acquiringAndReleasing)
    }
}

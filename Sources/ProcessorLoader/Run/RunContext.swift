import CTrubuildProcessor
import RunnerProtocol
import Synchronization

/// One run in progress: what its calls do. Any thread; each call takes the run's lock, `isCancelled` never does.
///
/// Frames are emitted under the lock, so that they leave in order and none follows the end.
final class RunContext: Sendable {
    private struct State {
        var isOver = false
        var record = RunRecord()
        var artifacts: ArtifactBook
        var progress = ProgressReport()
        var progressGate = SendGate()
        var checkpoint: [UInt8] = []
        var checkpointGate = SendGate()
        /// The run waits in ``HeldReports``.
        var isScheduled = false
    }

    let handle: RunHandle
    let serial: UInt64
    private let limits: RunLimits
    private let arguments: RunArguments
    private let emit: @Sendable (RunnerFrame) -> Void
    private let state: Mutex<State>
    private let cancelSignal = CancelSignal()
    let earlier: Monitor<EarlierQuestions>

    init(
        handle: RunHandle, request: RunRequest, arguments: RunArguments,
        emit: @escaping @Sendable (RunnerFrame) -> Void
    ) {
        self.handle = handle
        serial = request.serial
        var limits = request.limits
        limits.progressBytes = min(limits.progressBytes, RunLimits.largestProgress)
        limits.checkpointBytes = min(limits.checkpointBytes, RunLimits.largestCheckpoint)
        limits.logBytes = min(limits.logBytes, RunLimits.largestLogMessage)
        self.limits = limits
        self.arguments = arguments
        self.emit = emit
        earlier = Monitor(EarlierQuestions(limits: limits))
        state = Mutex(
            State(
                artifacts: ArtifactBook(
                    serial: request.serial, limits: limits, contentTypes: request.contentTypes)))
    }

    /// Wakes whoever waits on the descriptor of the cancel-fd extension, or for an earlier artifact.
    func signalCancel() {
        cancelSignal.raise()
        earlier.change { $0.cancel() }
    }

    /// Sends what is held; from here on every call is refused.
    /// - Parameters:
    ///   - returned: by run().
    ///   - cancelReason: why it was asked to stop, or `TRUBUILD_CANCEL_NONE`.
    func end(returned: Int32, cancelReason: UInt32) -> RunResult {
        cancelSignal.close()
        earlier.change { $0.end() }
        return state.withLock { state in
            let now = monotonicNow()
            if state.progressGate.release(at: now) { sendProgress(state) }
            if state.checkpointGate.release(at: now) { sendCheckpoint(&state) }
            state.isOver = true
            let defect = state.artifacts.defect
            return state.record.result(returned: returned, cancelReason: cancelReason, defect: defect)
        }
    }

    // MARK: Progress and checkpoints

    func progress(_ source: UnsafePointer<trubuild_progress>?) -> CallStatus {
        whileRunning { state in
            let wanted = UInt32(MemoryLayout<trubuild_progress>.size)
            guard let source, source.pointee.struct_size >= wanted else {
                state.record.noteInvalid(
                    source.map { "a progress report has struct_size \($0.pointee.struct_size), \(wanted) was wanted" }
                        ?? "progress() was called with null")
                return .invalid
            }
            do throws(ProgressReport.Problem) {
                try state.progress.replace(with: source.pointee, detailsLimit: limits.progressBytes)
            } catch {
                switch error {
                case .tooLarge:
                    state.record.noteInvalid(
                        "the details of a progress report have \(source.pointee.details.len) bytes, at most "
                            + "\(limits.progressBytes) are taken (manifest: limits.progress)")
                    return .tooLarge
                case .invalid(let sentence):
                    state.record.noteInvalid(sentence)
                    return .invalid
                }
            }
            switch state.progressGate.offer(at: monotonicNow()) {
            case .send: sendProgress(state)
            case .hold(let isFirst): if isFirst { schedule(&state) }
            }
            return .ok
        }
    }

    func saveCheckpoint(_ slice: trubuild_plugin_slice) -> CallStatus {
        whileRunning { state in
            guard slice.len <= UInt64(limits.checkpointBytes) else {
                state.record.noteInvalid(
                    "a checkpoint has \(slice.len) bytes, at most \(limits.checkpointBytes) are taken "
                        + "(manifest: limits.checkpoint)")
                return .tooLarge
            }
            guard let bytes = HostText.bytes(of: slice) else {
                state.record.note("a checkpoint has a length and no address")
                return .invalid
            }
            state.checkpoint.removeAll(keepingCapacity: true)
            state.checkpoint.append(contentsOf: bytes)
            switch state.checkpointGate.offer(at: monotonicNow()) {
            case .send: sendCheckpoint(&state)
            case .hold(let isFirst): if isFirst { schedule(&state) }
            }
            return .ok
        }
    }

    /// Not under the lock: what an earlier attempt saved does not change.
    func loadCheckpoint() -> trubuild_host_slice {
        arguments.checkpoint
    }

    /// Called by ``HeldReports`` a moment after something was held.
    func sendHeld() {
        state.withLock { state in
            state.isScheduled = false
            guard !state.isOver else { return }
            let now = monotonicNow()
            if state.progressGate.releaseIfDue(at: now) { sendProgress(state) }
            if state.checkpointGate.releaseIfDue(at: now) { sendCheckpoint(&state) }
            if state.progressGate.isHolding || state.checkpointGate.isHolding { schedule(&state) }
        }
    }

    private func sendProgress(_ state: borrowing State) {
        emit(.progress(serial: serial, json: state.progress.json()))
    }

    private func sendCheckpoint(_ state: inout State) {
        state.checkpointGate.sent(bytes: state.checkpoint.count)
        emit(.checkpoint(serial: serial, bytes: state.checkpoint))
    }

    private func schedule(_ state: inout State) {
        guard !state.isScheduled else { return }
        state.isScheduled = true
        HeldReports.schedule(self)
    }

    // MARK: Log, error, delay, cancel

    func log(_ level: UInt32, _ message: trubuild_plugin_slice) -> CallStatus {
        whileRunning { state in
            guard let text = HostText.string(of: message, limit: Int(limits.logBytes)) else {
                state.record.note("a log message is not UTF-8")
                return .invalid
            }
            emit(.log(serial: serial, level: LogLevel(abi: level), message: text))
            return .ok
        }
    }

    func setError(_ code: trubuild_plugin_slice, _ message: trubuild_plugin_slice) -> CallStatus {
        whileRunning { state in
            guard let code = HostText.string(of: code, limit: RunRecord.codeBytes),
                let message = HostText.string(of: message, limit: RunRecord.messageBytes)
            else {
                state.record.note("the code or message given to set_error() is not UTF-8")
                return .invalid
            }
            state.record.setError(code: code, message: message)
            return .ok
        }
    }

    func setDelay(_ milliseconds: UInt64) -> CallStatus {
        whileRunning { state in
            state.record.setDelay(milliseconds)
            return .ok
        }
    }

    /// A descriptor that is readable once the run is cancelled, or -1.
    func cancelDescriptor() -> Int32 {
        cancelSignal.descriptor {
            RunSlots.shared.cancelReason(of: handle) != TRUBUILD_CANCEL_NONE
        }
    }

    // MARK: Artifacts

    func openArtifact(
        _ type: trubuild_plugin_slice, _ contentType: trubuild_plugin_slice, _ artifact: UnsafeMutablePointer<UInt64>?
    ) -> CallStatus {
        whileRunning { state in
            guard let artifact else {
                state.record.noteInvalid("artifact_open() was called without a place for the handle")
                return .invalid
            }
            let type = HostText.string(of: type, limit: ArtifactBook.typeBytes + 1)
            let contentType = HostText.string(of: contentType, limit: ArtifactBook.contentTypeBytes + 1)
            return artifactCall(&state) { book throws(ArtifactBook.Refusal) in
                artifact.pointee = try book.open(type: type, contentType: contentType, emit: emit)
            }
        }
    }

    func writeArtifact(_ artifact: UInt64, _ slice: trubuild_plugin_slice) -> CallStatus {
        whileRunning { state in
            artifactCall(&state) { book throws(ArtifactBook.Refusal) in
                try book.write(artifact, HostText.bytes(of: slice), emit: emit)
            }
        }
    }

    func commitArtifact(_ artifact: UInt64) -> CallStatus {
        whileRunning { state in
            artifactCall(&state) { book throws(ArtifactBook.Refusal) in try book.commit(artifact, emit: emit) }
        }
    }

    func abortArtifact(_ artifact: UInt64) -> CallStatus {
        whileRunning { state in
            artifactCall(&state) { book throws(ArtifactBook.Refusal) in try book.abort(artifact, emit: emit) }
        }
    }

    private func artifactCall(
        _ state: inout State, _ body: (inout ArtifactBook) throws(ArtifactBook.Refusal) -> Void
    ) -> CallStatus {
        do throws(ArtifactBook.Refusal) {
            try body(&state.artifacts)
            return .ok
        } catch {
            switch error {
            case .invalid(let sentence):
                state.record.noteInvalid(sentence)
                return .invalid
            case .tooLarge(let sentence):
                state.record.noteInvalid(sentence)
                return .tooLarge
            case .state(let sentence):
                state.record.note(sentence)
                return .state
            case .unsupported: return .unsupported
            }
        }
    }

    // MARK: For the parts in other files

    /// Sends a frame about the run, unless it is over.
    func send(_ frame: RunnerFrame) {
        state.withLock { state in
            if !state.isOver { emit(frame) }
        }
    }

    /// Notes what was done against the rules.
    func note(_ sentence: String) {
        state.withLock { $0.record.note(sentence) }
    }

    private func whileRunning(_ body: (inout State) -> CallStatus) -> CallStatus {
        state.withLock { state in state.isOver ? .state : body(&state) }
    }
}

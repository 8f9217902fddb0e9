import ProcessorKit

/// Saves the state of an analysis with its host and restores that of an earlier attempt. What cannot be saved or restored is
/// a line in the log: the work itself goes on.
struct CheckpointKeeper {
    /// What hosts take at most.
    private static let hostLimit = 1 << 20

    private let run: ProcessorRun
    private let host: Checkpoints?
    private let now: @Sendable () -> Duration
    private var form: AnalysisCheckpoint
    private var pace = CheckpointPace()
    private var limit = hostLimit
    private var isDirty = false
    private var hasWarned = false

    /// - Parameter now: time since any fixed start, which only paces the writing.
    init(run: ProcessorRun, identity: [UInt8], now: @escaping @Sendable () -> Duration) {
        self.run = run
        self.now = now
        host = run.checkpoints
        form = AnalysisCheckpoint(identity: identity)
    }

    func restore(into state: inout AnalysisState) {
        guard let bytes = host?.load() else { return }
        guard form.restore(bytes, into: &state) else {
            return run.log(
                .warning,
                "the checkpoint of an earlier attempt is ignored: the criteria, the files or this processor have changed, "
                    + "or it is damaged")
        }
        let finished = state.offers.reduce(0) { $0 + $1.finished }
        run.log(.info, "\(finished) grades of an earlier attempt are kept")
    }

    /// Saves the state after a grade, if it is time.
    mutating func save(_ state: AnalysisState) {
        isDirty = true
        if pace.isDue(at: now()) { write(state) }
    }

    /// Notes a grade without saving it.
    mutating func changed() {
        isDirty = true
    }

    /// Saves the state at the end of a run that did not succeed, if the last checkpoint lacks a grade.
    mutating func saveLast(_ state: AnalysisState) {
        if isDirty { write(state) }
    }

    private mutating func write(_ state: AnalysisState) {
        guard let host else { return }
        let start = now()
        while true {
            let packed = form.pack(state, limit: limit)
            do throws(HostCallError) {
                try host.save(bytes: packed.bytes)
                if packed.leftOut > 0 {
                    warn(
                        "\(packed.leftOut) contractors' grades do not fit into a checkpoint: a retry would repeat them")
                }
                break
            } catch {
                // A host of an earlier version takes less.
                if error.code == .tooLarge, limit > 1 << 12 {
                    limit /= 2
                    continue
                }
                warn("the checkpoint is not saved: \(error)")
                break
            }
        }
        isDirty = false
        pace.wrote(from: start, to: now())
    }

    private mutating func warn(_ line: String) {
        guard !hasWarned else { return }
        hasWarned = true
        run.log(.warning, line)
    }
}

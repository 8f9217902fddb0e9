/// When the next checkpoint is due: after each grade, unless writing checkpoints took more than a tenth of the time.
///
/// A checkpoint replaces the whole of the one before, so that writing one for each of thousands of quick grades would cost more
/// than the grades.
struct CheckpointPace: Sendable {
    private var due: Duration = .zero

    /// - Parameter now: time since any fixed start.
    func isDue(at now: Duration) -> Bool { now >= due }

    mutating func wrote(from start: Duration, to end: Duration) {
        due = end + (end - start) * 9
    }
}

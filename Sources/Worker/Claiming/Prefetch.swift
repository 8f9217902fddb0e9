/// Decides how many runs of a processor are claimed beyond its slots, so that short ones never wait for the database.
///
/// What is claimed ahead should begin within ``horizon``: other hosts may be idle. So nothing is claimed ahead of runs that
/// take long, and many ahead of runs that take microseconds. One slow run among fast ones counts at once, a fast one
/// among slow ones only little by little.
struct Prefetch {
    /// How long a run that was claimed ahead may have to wait for its slot.
    static let horizon = Duration.milliseconds(200)
    /// The most runs ahead of one processor.
    static let mostRuns = 2_000
    /// The most bytes of payloads and results of these runs together.
    static let mostBytes = 32 << 20
    /// How much of the last value a fast run leaves in the mean.
    private static let memory = 7.0 / 8

    /// In seconds; nil before the first run.
    private var meanTime: Double?
    private var meanBytes = 0.0

    /// A run has come back.
    /// - Parameters:
    ///   - time: what it took in its runner.
    ///   - bytes: of its payload and its artifacts.
    mutating func observe(time: Duration, bytes: Int) {
        let seconds = time / .seconds(1)
        meanTime =
            meanTime.map { $0 < seconds ? ($0 + seconds) / 2 : $0 * Self.memory + seconds * (1 - Self.memory) }
            ?? seconds
        let size = Double(bytes)
        meanBytes = meanBytes < size ? size : meanBytes * Self.memory + size * (1 - Self.memory)
    }

    /// - Parameter slots: how many runs the processor has at once.
    func runs(ahead slots: Int) -> Int {
        guard let meanTime, slots > 0 else { return 0 }
        let inTime = Self.horizon / .seconds(1) * Double(slots) / max(meanTime, 1e-6)
        let inSpace = Double(Self.mostBytes) / max(meanBytes, 1)
        return Int(min(inTime, inSpace, Double(Self.mostRuns)))
    }
}

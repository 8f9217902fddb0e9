/// Decides when a host asks to be woken. An INSERT sends a NOTIFY only while some host watches for its type: at each commit
/// it would cost the App half of its inserts, and a host that is at work looks again anyway.
///
/// So that no job is overlooked, a host that begins to watch looks once more before it relies on being woken; and one that
/// does not watch looks again by itself.
struct Watch {
    /// What to do after a claim.
    enum Step: Equatable {
        /// Nothing: what comes will be heard of, or there is enough to do.
        case none
        /// Watch for these types, and look once more.
        case begin(types: [String])
        /// Work keeps coming: let inserts go on without wake-ups.
        case end
        /// Look again after this time.
        case look(after: Duration)
    }

    /// After so long without an empty claim a host stops watching.
    private static let busyTime = Duration.milliseconds(50)
    /// How long to wait between two looks while work keeps coming.
    private static let pause = Duration.milliseconds(2)
    /// The longest time between two attempts to watch, while a transaction that has inserted jobs stays open.
    private static let longestPause = Duration.milliseconds(250)
    /// How long another host is relied on.
    private static let deputyTime = Duration.seconds(3)

    /// Whether there is a connection to be woken by.
    private var isConnected = false
    /// The types that are watched for.
    private var watched: Set<String> = []
    /// The types that are served.
    private var served: Set<String> = []
    /// Until when another host is relied on that watches in place of this one: it may go without a word.
    private var deputyUntil: ContinuousClock.Instant?
    private var busySince: ContinuousClock.Instant?
    private var failures = 0

    private var isWatching: Bool { watched.isSuperset(of: served) && !served.isEmpty }

    /// Connected: wake-ups can be had, and none is asked for yet.
    mutating func connected() { self = Watch(isConnected: true, served: served) }

    /// What was asked for is gone.
    mutating func lost() { self = Watch(isConnected: false, served: served) }

    /// Another host has stopped watching.
    mutating func otherEnded() {
        if deputyUntil != nil { watched = [] }
    }

    init() {}

    private init(isConnected: Bool, served: Set<String>) {
        self.isConnected = isConnected
        self.served = served
    }

    /// A claim was answered.
    /// - Parameters:
    ///   - count: how many jobs it got.
    ///   - isShort: whether that was fewer than it asked for.
    ///   - types: what it asked for.
    mutating func claimed(
        _ count: Int, isShort: Bool, types: some Sequence<String>, now: ContinuousClock.Instant
    ) -> Step {
        served.formUnion(types)
        guard isConnected else { return .none }
        if count == 0 {
            busySince = nil
            return isWatching && deputyUntil.map { now < $0 } ?? true ? .none : .begin(types: served.sorted())
        }
        let begin = busySince ?? now
        busySince = begin
        if isWatching, now - begin >= Self.busyTime {
            watched = []
            return .end
        }
        return isShort && !isWatching ? .look(after: Self.pause) : .none
    }

    /// An attempt to watch is over. Look once more, at once or after the time that is returned.
    /// - Parameters:
    ///   - types: what was asked for.
    ///   - outcome: nil when it could not be had.
    mutating func began(_ types: [String], _ outcome: Outcome?, now: ContinuousClock.Instant) -> Duration? {
        guard isConnected, let outcome else {
            watched = []
            failures += 1
            return min(Self.pause * (1 << min(failures, 10)), Self.longestPause)
        }
        failures = 0
        watched = Set(types)
        deputyUntil = outcome == .deputized ? now + Self.deputyTime : nil
        return nil
    }

    /// Who watches.
    enum Outcome {
        case own
        /// Another host does, for some type at least.
        case deputized
    }
}

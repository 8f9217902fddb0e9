public import JSONText

/// What a host asks of the queue: for each group of job types, as many runs as it has free slots.
public struct ClaimRequest: Sendable, Hashable {
    /// One processor: the types it serves, and how many runs it could start now.
    public struct Group: Sendable, Hashable {
        public let types: [String]
        public let slots: Int

        public init(types: [String], slots: Int) {
            self.types = types
            self.slots = slots
        }
    }

    public let groups: [Group]
    /// At most this many runs altogether.
    public let limit: Int

    public init(groups: [Group], limit: Int) {
        self.groups = groups
        self.limit = limit
    }
}

/// What became of an ending that was handed to the store.
public enum EndingResult: Sendable, Hashable {
    /// Written, by this call or by an earlier one whose answer was lost; the App sees it.
    case written
    /// The run was not `in_progress` any more: somebody else ended it in another way, and nothing was changed.
    case stale
    /// The store will never take this ending (an artifact that the database refuses). The run is still open: end it
    /// with another verdict.
    case refused(RunError)
}

/// The queue, as a host uses it. Two stores exist: in memory, and PostgreSQL.
///
/// Every write of a run is guarded: it takes effect only while the run is `in_progress`. All methods may be called
/// from any task at once. They throw when the store cannot be reached, and then have changed nothing that a
/// repetition of the same call would not put right.
///
/// A store stands for one host, and its runs are under one lease: ``beat(runs:offer:)`` extends it, and whoever notices with
/// ``takeOver()`` that it has run out ends its runs.
public protocol JobStore: Sendable {
    /// How often the store wants beats, and how long they count.
    var lease: LeasePolicy { get }

    /// Connects, brings the schema up to date, and picks up jobs that were inserted before it existed. Repeatable.
    /// - Returns: what the operator should know, one sentence each (for example that wake-ups are not available).
    func open() async throws -> [String]

    /// Extends the lease of this host. Before the first beat, and after an answer that says it was lost, there are no claims.
    /// - Parameters:
    ///   - runs: the runs that are executed here.
    ///   - offer: what is served here.
    func beat(runs: [RunID], offer: Offer) async throws -> BeatAnswer

    /// Ends the runs of hosts whose lease has run out: each is `failed`, and the job's next attempt is `pending`, uncharged.
    /// - Returns: the runs that this call has ended.
    func takeOver() async throws -> [LostRun]

    /// Takes due jobs, oldest first within a type, and opens a run for each. None without a lease.
    func claim(_ request: ClaimRequest) async throws -> [ClaimedRun]

    /// Writes the newest progress of runs. Runs that are not `in_progress` any more are left out of the answer.
    func report(progress: [RunID: JSONText]) async throws -> Set<RunID>

    /// Saves the newest checkpoint of runs, each to be handed to the job's next attempt.
    func save(checkpoints: [RunID: [UInt8]]) async throws

    /// Ends runs: artifacts, status and next attempt in one transaction. The answers are in the order of the endings.
    func finish(_ endings: [RunEnding]) async throws -> [EndingResult]

    /// The artifact of the newest job of the query's types and scope whose latest run is completed and has such an
    /// artifact. Reads only; cancelling the task ends the look.
    func newestResult(_ query: EarlierQuery) async throws -> EarlierFinding

    /// Calls back whenever jobs may have become claimable, until the store is closed. Polling is the backstop.
    /// - Parameter react: called on any thread; must not wait.
    func onWakeUp(_ react: @escaping @Sendable () -> Void)

    /// Calls back with each run that somebody has just cancelled, here or elsewhere, until the store is closed. Some may be
    /// missed; the answers to beats are the backstop.
    /// - Parameter react: called on any thread; must not wait.
    func onCancellation(_ react: @escaping @Sendable (RunID) -> Void)

    /// Counts the jobs that wait, due or not, by type.
    func census() async throws -> [String: Int]

    /// Gives up the lease and closes every connection. Runs that are still open are taken over by others. Calls after
    /// this throw.
    func close() async
}

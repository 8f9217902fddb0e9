public import JSONText
public import JobQueue
public import Testing

/// A store, and the App's side of it: what the rules need to see.
public struct StoreUnderTest: Sendable {
    /// What the App reads of a run.
    public struct Row: Sendable, Hashable {
        public let attempt: Int
        public let status: String
        public let error: String?
        public let progress: JSONText?
        public let artifactTypes: [String]

        public init(attempt: Int, status: String, error: String?, progress: JSONText?, artifactTypes: [String]) {
            self.attempt = attempt
            self.status = status
            self.error = error
            self.progress = progress
            self.artifactTypes = artifactTypes
        }
    }

    /// Not opened yet.
    public let store: any JobStore
    /// As the App's INSERT.
    public let insert: @Sendable (Job) async throws -> Void
    /// As an App's `UPDATE job_runs SET status = 'cancelled'` of the newest run.
    public let cancel: @Sendable (JobID) async throws -> Void
    /// The runs of a job, by attempt.
    public let rows: @Sendable (JobID) async throws -> [Row]

    public init(
        store: any JobStore, insert: @escaping @Sendable (Job) async throws -> Void,
        cancel: @escaping @Sendable (JobID) async throws -> Void,
        rows: @escaping @Sendable (JobID) async throws -> [Row]
    ) {
        self.store = store
        self.insert = insert
        self.cancel = cancel
        self.rows = rows
    }
}

/// A rule that every store keeps, to be checked with an argument test:
///
///     @Test(arguments: JobStoreRule.all) func keeps(_ rule: JobStoreRule) async throws {
///         try await rule.check(makeStore())
///     }
public struct JobStoreRule: Sendable, CustomTestStringConvertible {
    private let name: String
    private let body: @Sendable (StoreUnderTest, Scene) async throws -> Void

    public var testDescription: String { name }

    /// Opens the store, checks the rule, and closes the store. Each rule uses job types of its own, so that rules
    /// may share a database.
    public func check(_ target: StoreUnderTest) async throws {
        let scene = Scene(target: target)
        _ = try await target.store.open()
        do {
            try await body(target, scene)
        } catch {
            await target.store.close()
            throw error
        }
        await target.store.close()
    }

    init(_ name: String, _ body: @escaping @Sendable (StoreUnderTest, Scene) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// The job types of one rule, and shorthands.
    struct Scene: Sendable {
        private static let ids = TimeOrderedIDs()
        let target: StoreUnderTest
        let type = "contract_" + JobID(ids.next()).description
        var otherType: String { type + "_b" }

        func insert(
            _ type: String? = nil, payload: String = #"{"package_id":"p"}"#, company: String? = "company"
        ) async throws -> Job {
            let job = Job(
                id: JobID(Self.ids.next()), type: type ?? self.type, payload: JSONText(trusted: Array(payload.utf8)),
                companyID: company, userID: nil)
            try await target.insert(job)
            return job
        }

        func claim(_ slots: Int = 10, limit: Int = 10) async throws -> [ClaimedRun] {
            try await target.store.claim(ClaimRequest(groups: [.init(types: [type], slots: slots)], limit: limit))
        }

        /// Claims the one job that waits.
        func start() async throws -> ClaimedRun {
            let runs = try await claim()
            try #require(runs.count == 1)
            return runs[0]
        }

        /// A job that has come to its end.
        @discardableResult
        func run(
            payload: String = #"{"package_id":"p"}"#, company: String? = "company", _ verdict: Verdict
        ) async throws -> JobID {
            let job = try await insert(payload: payload, company: company)
            #expect(try await finish(try await start(), verdict) == .written)
            return job.id
        }

        func earlier(
            _ company: String?, _ package: String = "p", artifact: String = "result", excluding job: JobID? = nil,
            byteLimit: Int = 1 << 20
        ) async throws -> EarlierFinding {
            try await target.store.newestResult(
                EarlierQuery(
                    jobTypes: [otherType, type], artifactType: artifact,
                    scope: JobScope(company: company, package: package), excluding: job ?? JobID(Self.ids.next()),
                    byteLimit: byteLimit))
        }

        func finish(_ run: ClaimedRun, _ verdict: Verdict) async throws -> EndingResult {
            let results = try await target.store.finish([RunEnding(run: run.id, job: run.job.id, verdict: verdict)])
            try #require(results.count == 1)
            return results[0]
        }
    }
}

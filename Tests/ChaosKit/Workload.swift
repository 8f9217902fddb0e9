import Foundation
import TestKit

/// Jobs that each notice when two runs work on them at once, and the database that they are in.
public struct Workload: Sendable {
    public static let type = "tech_rfp_analysis"

    /// How the App reaches the database.
    public let app: Database
    public let folder: HostFolder

    /// Makes the tables, and a folder whose hosts do the work.
    /// - Parameters:
    ///   - capacity: how many jobs there may be.
    ///   - neighbours: processors that the hosts serve beside the work.
    public init(
        app: Database, capacity: Int, concurrency: Int = 4, beside neighbours: [HostFolder.Entry] = []
    ) async throws {
        self.app = app
        // It counts its steps, not the time: on a busy machine it takes longer than it was told.
        folder = try await HostFolder(
            [.init(source: "work", type: Self.type, concurrency: concurrency, timeout: "10m")] + neighbours)
        let package = "\(folder.path)/packages/acme/load"
        try FileManager.default.createDirectory(atPath: package, withIntermediateDirectories: true)
        for number in 1...capacity {
            try Data().write(to: URL(filePath: "\(package)/lock-\(number)"))
        }
        try await app.query(QueueDocument.tables)
    }

    /// Starts a host, which reaches the database by another way if one is given, and waits until it serves.
    public func host(
        url: String? = nil, environment: [String: String] = [:], isReady: Bool = true
    ) async throws -> HostProcess {
        let host = try folder.serve(
            url ?? app.url,
            environment: ["PACKAGES_DIR": "\(folder.path)/packages"].merging(environment) { $1 })
        if isReady { try await host.waitForLog("serving the queue", within: .seconds(60)) }
        return host
    }

    /// Inserts the jobs of these numbers, however often it is called for them.
    public func insert(_ numbers: ClosedRange<Int>, milliseconds: Int) async throws {
        try await app.query(
            """
            INSERT INTO jobs (id, type, payload, company_id, user_id)
            SELECT md5('job ' || n)::uuid, '\(Self.type)',
                jsonb_build_object('package_id', 'load', 'ms', \(milliseconds), 'lock', n), 'acme', 'user-1'
            FROM generate_series(\(numbers.lowerBound), \(numbers.upperBound)) n
            ON CONFLICT DO NOTHING
            """)
    }

    /// The numbers of a query's only column.
    func seconds(_ sql: String) async throws -> [Double] {
        try await app.query(sql).compactMap { Double($0) }
    }

    /// Waits until no job waits or runs.
    public func finish(_ count: Int, within limit: Duration = .seconds(180)) async throws {
        var state = ""
        try await eventually(within: limit, "\(count) jobs have ended") {
            state = try await app.value("SELECT count(*) FROM trubuild.queue")
            guard state == "0" else {
                try await Task.sleep(for: .milliseconds(100))
                return false
            }
            return try await Int(app.value("SELECT count(DISTINCT job_id) FROM job_runs")) == count
        }
    }

    /// Checks that each job is done, and was done once.
    public func audit(_ count: Int, into report: inout ChaosReport) async throws {
        let row = try await app.value(
            """
            WITH newest AS (SELECT DISTINCT ON (job_id) status FROM job_runs ORDER BY job_id, attempt_no DESC)
            SELECT (SELECT count(*) FROM jobs),
                (SELECT count(*) FROM newest WHERE status = 'completed'),
                (SELECT count(*) FROM (SELECT FROM job_runs WHERE status = 'completed'
                    GROUP BY job_id HAVING count(*) > 1) twice),
                (SELECT count(*) FROM job_artifacts),
                (SELECT count(*) FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id WHERE r.status <> 'completed'),
                (SELECT count(*) FROM job_runs WHERE error LIKE '%work.doubled%'),
                (SELECT count(*) FROM job_runs WHERE status NOT IN ('completed', 'failed')),
                (SELECT count(*) FROM trubuild.queue)
            """)
        let numbers = row.split(separator: "|").compactMap { Int($0) }
        guard numbers.count == 8 else { throw TestKitError("the audit says \(row)") }
        report.measured("jobs", numbers[0])
        report.measured("completed", numbers[1])
        report.measured("lost", count - numbers[1])
        report.measured("doubled", numbers[2] + numbers[5])
        report.expect(numbers[0] == count, "\(numbers[0]) jobs are in the table, \(count) were inserted")
        report.expect(numbers[1] == count, "\(count - numbers[1]) of \(count) jobs have not completed")
        report.expect(numbers[2] == 0, "\(numbers[2]) jobs have completed twice")
        report.expect(numbers[3] == count, "\(numbers[3]) artifacts for \(count) jobs")
        report.expect(numbers[4] == 0, "\(numbers[4]) artifacts of runs that did not complete")
        report.expect(numbers[5] == 0, "\(numbers[5]) runs found another run of their job at work")
        report.expect(numbers[6] == 0, "\(numbers[6]) runs are still open")
        report.expect(numbers[7] == 0, "\(numbers[7]) jobs are still in the queue")
    }

    /// What begins the error of a run that went back to the queue, uncharged, because of the database.
    static let uncharged = [
        "worker lost", "interrupted", "returned to the queue", "The connection to the database broke during the claim",
    ]

    /// The errors of failed runs but for those that begin with one of these words.
    public func unexpectedErrors(besides expected: [String]) async throws -> [String] {
        let filter = expected.map { " AND error NOT LIKE '\($0)%'" }.joined()
        return try await app.query(
            "SELECT left(error, 200), count(*) FROM job_runs WHERE status <> 'completed'\(filter) GROUP BY 1 LIMIT 5")
    }
}

/// Feeds jobs into the queue while something else goes on, a few ahead of the hosts.
public actor Feeder {
    private let workload: Workload
    private let milliseconds: Int
    private let ahead: Int
    private let limit: Int
    public private(set) var count = 0
    private var least: Int?
    private var work: Task<Void, any Error>?

    /// - Parameters:
    ///   - ahead: how many jobs may wait.
    ///   - limit: how many there may be in all.
    public init(_ workload: Workload, milliseconds: Int, ahead: Int, limit: Int) {
        self.workload = workload
        self.milliseconds = milliseconds
        self.ahead = ahead
        self.limit = limit
    }

    public func start() {
        work = Task { try await feed() }
    }

    /// Stops feeding when at least so many jobs are there.
    /// - Returns: how many there are.
    public func stop(after least: Int = 0) async throws -> Int {
        self.least = least
        try await work?.value
        return count
    }

    private func feed() async throws {
        while count < min(limit, least ?? limit) {
            let next = (count + 1)...min(count + ahead / 2, limit)
            do {
                let waiting = try await workload.app.value("SELECT count(*) FROM trubuild.queue WHERE run_id IS NULL")
                if let waiting = Int(waiting), waiting < ahead {
                    try await workload.insert(next, milliseconds: milliseconds)
                    count = next.upperBound
                }
            } catch {
                // The database is away: that is what is being tried. An App would try again, too.
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

/// The smallest value that is not below a share of the others.
func percentile(_ share: Double, of values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1)]
}

extension Double {
    /// Of seconds.
    var asTime: String { self < 1 ? String(format: "%.0f ms", self * 1000) : String(format: "%.2f s", self) }
}

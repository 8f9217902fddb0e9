/// What holds for one database once it is open: the names of its tables, and the statements with these names in them.
struct Session: Sendable {
    let tables: JobTables
    let claim: String
    let sharingClaim: String
    let recovery: String
    let finish: String
    let ended: String
    let report: String
    let reportFree: String
    let alive: String
    let checkpoint: String
    let enqueue: String
    let beat: String
    let endedRuns: String
    let takeOver: String
    let earlierOfCompany: String
    let earlierOfNobody: String

    init(tables: JobTables, locksJobs: Bool) {
        self.tables = tables
        claim = ClaimStatement.sql(tables, locksJobs: locksJobs, shares: false)
        sharingClaim = ClaimStatement.sql(tables, locksJobs: locksJobs, shares: true)
        recovery = ClaimStatement.recovery(tables)
        finish = RunStatements.finish(tables)
        ended = RunStatements.ended(tables)
        report = RunStatements.report(tables)
        reportFree = RunStatements.reportFree(tables)
        alive = RunStatements.alive(tables)
        checkpoint = RunStatements.checkpoint(tables)
        earlierOfCompany = EarlierStatement.sql(tables, hasCompany: true)
        earlierOfNobody = EarlierStatement.sql(tables, hasCompany: false)
        enqueue = QueueStatements.enqueue(tables)
        beat = LeaseStatements.beat(tables)
        endedRuns = LeaseStatements.ended(tables)
        takeOver = LeaseStatements.takeOver(tables)
    }
}

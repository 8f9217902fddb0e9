import PostgresClient

/// Keeps the plans of the hot statements the same whatever the server believes about the size of the tables.
///
/// A queue is empty when its statistics are taken and full when they are used. A plan that was prepared for an
/// empty table reads all of it, and joins two batches by comparing each with each. Sent in front of a statement,
/// in the same pipeline and therefore the same transaction, this leaves the planner the indexes, and hash or merge
/// joins of batches.
enum PlanGuard {
    static let statement = PostgresStatement(
        """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_nestloop', 'off', true),
            set_config('jit', 'off', true)
        """)
}

extension PostgresPool {
    /// Carries out one hot statement in a transaction of its own.
    func run(_ sql: String, _ values: [PostgresValue]) async throws -> PostgresResult? {
        try await pipeline([PlanGuard.statement, PostgresStatement(sql, values)]).last
    }
}

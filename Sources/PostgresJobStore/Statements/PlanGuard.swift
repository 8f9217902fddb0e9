import PostgresClient

/// Keeps the plans of the statements the same whatever the server believes about the size of the tables.
///
/// A queue is empty when its statistics are taken and full when they are used. A plan that was prepared for an
/// empty table reads all of it, and joins two batches by comparing each with each. These settings of the sessions
/// leave the planner the indexes, and hash or merge joins of batches.
///
/// They also keep it from planning anew: for claims of a few it takes a plan for these very parameters to be cheaper, each
/// time, and spends as long on that as on the claim.
enum PlanGuard {
    static let settings = [
        ("enable_seqscan", "off"), ("enable_nestloop", "off"), ("jit", "off"),
        ("plan_cache_mode", "force_generic_plan"),
    ]

    /// Lifts it for the transaction, in front of statements that read much of history.
    static let lifting = PostgresStatement(
        """
        SELECT set_config('enable_seqscan', 'on', true), set_config('enable_nestloop', 'on', true),
            set_config('plan_cache_mode', 'auto', true)
        """)
}

extension PostgresConfiguration {
    /// The same with the settings of ``PlanGuard``.
    var planned: PostgresConfiguration {
        var planned = self
        planned.settings += PlanGuard.settings
        return planned
    }
}

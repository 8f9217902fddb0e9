import PostgresClient

/// The statements of a ``Watch``, for the connection that listens: its locks last as long as it does.
enum WatchStatements {
    /// The first half of the key of an advisory lock: "trub" as a number.
    private static let lockClass = 0x7472_7562
    private static let lockCount = 64

    /// The arguments of an advisory lock for a job type, an SQL expression.
    static func lock(of type: String) -> String { "\(lockClass), hashtext(\(type)::text) & \(lockCount - 1)" }

    /// Watches for the types `$1`. Returns whether there is somebody who watches for each of them, and whether this session
    /// does for all; false and false while a transaction is open that has inserted such a job and will not send a NOTIFY.
    static func begin(types: [String]) -> [PostgresStatement] {
        var names = ArrayLiteral()
        for type in types { names.append(type) }
        return [
            PostgresStatement(release),
            PostgresStatement(
                """
                WITH wanted AS MATERIALIZED (
                    SELECT DISTINCT hashtext(type) & \(lockCount - 1) AS place FROM unnest($1::text[]) AS t(type)
                ), tried AS MATERIALIZED (
                    SELECT place, pg_try_advisory_lock(\(lockClass), place) AS is_own FROM wanted
                )
                SELECT bool_and(is_own OR EXISTS (
                    SELECT FROM pg_locks l
                    WHERE l.locktype = 'advisory' AND l.classid = \(lockClass) AND l.objid::bigint = place AND l.objsubid = 2
                        AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
                        AND l.mode = 'ExclusiveLock' AND l.granted)), bool_and(is_own)
                FROM tried
                """, [names.value]),
        ]
    }

    /// What a NOTIFY says when a host has stopped watching. Those for jobs say nothing.
    static let ended = "watch"

    /// Stops watching, and tells those who relied on it.
    static let end = [
        PostgresStatement(release), PostgresStatement("SELECT pg_notify('\(PostgresJobStore.channel)', '\(ended)')"),
    ]

    private static let release = "SELECT pg_advisory_unlock_all()"
}

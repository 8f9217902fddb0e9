import Foundation

/// A job as the App inserts it.
struct BenchJob {
    let id = UUID().uuidString.lowercased()
    let type: String

    var insertion: String {
        """
        INSERT INTO jobs (id, type, payload, company_id, user_id, created_at)
        VALUES ('\(id)', '\(type)', '{"package_id": "bench"}', 'company', 'user', now())
        """
    }

    /// Among others, in one statement.
    func insertion(amid others: Int) -> String {
        """
        INSERT INTO jobs (id, type, payload, company_id, user_id, created_at)
        SELECT CASE n WHEN 0 THEN '\(id)' ELSE gen_random_uuid() END, '\(type)', '{"package_id": "bench"}', 'company',
            'user', now()
        FROM generate_series(0, \(others)) AS n
        """
    }

    /// For a session in which the trigger does not fire: the row of the queue, too, and no NOTIFY.
    var silentInsertion: String {
        """
        WITH inserted AS (\(insertion) RETURNING id, type)
        INSERT INTO trubuild.queue (job_id, type, run_at) SELECT id, type, now() FROM inserted
        """
    }
}

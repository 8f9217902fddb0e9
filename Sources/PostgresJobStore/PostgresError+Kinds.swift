import PostgresClient

extension PostgresError {
    /// Whether the database will never take these values: data exceptions, violated constraints and views, limits of
    /// size, and what triggers and row-level security of the site's own raise. Everything else says nothing about
    /// the data.
    var refusesData: Bool {
        guard let sqlState else { return code == .invalidParameter }
        return ["22", "23", "54", "P0"].contains { sqlState.hasPrefix($0) }
            || ["42501", "42804", "44000"].contains(sqlState) || isBeyondMemoryChunk
    }

    /// A document with more members than one allocation of the server can list: 2^24, also in a short text.
    private var isBeyondMemoryChunk: Bool {
        sqlState == "XX000" && message.hasPrefix("invalid memory alloc request size")
    }
}

extension Error {
    /// Whether a statement that failed like this may have taken effect all the same.
    var leavesOutcomeOpen: Bool {
        guard let error = self as? PostgresError else { return true }
        // Once the server has refused, it has rolled back.
        return error.sqlState == nil && error.code != .connectionFailed && error.code != .invalidParameter
    }
}

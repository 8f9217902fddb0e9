extension RunError {
    /// Of runs whose host gave no sign of life for the length of a lease.
    /// - Parameters:
    ///   - host: how the host is called, and since when it has been silent.
    ///   - losses: how many workers the job has lost, this one included.
    package static func workerLost(host: String, losses: Int, isLast: Bool) -> RunError {
        let note = isLast ? "; given up after \(losses) lost workers" : ""
        return RunError(code: "host.lost", message: "worker lost: \(host)\(note)")
    }
}

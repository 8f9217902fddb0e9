/// How new jobs get into the queue.
enum Intake: Sendable, Hashable {
    /// Our trigger on `jobs` puts them there, and wakes the hosts.
    case trigger
    /// There is no trigger; the host looks for them. `reason` is for the operator.
    case polling(reason: String)

    var isPolling: Bool { self != .trigger }

    /// What the operator should know.
    var note: String? {
        if case .polling(let reason) = self { reason } else { nil }
    }
}

import Synchronization

/// Libraries that crashed when they were asked what they are, by the SHA-256 of their bytes: they are not tried again, under
/// whatever name they come back.
final class Quarantine: Sendable {
    /// More than anybody tries to install while a host runs.
    private static let limit = 1000

    private let reasons = Mutex<[String: String]>([:])

    /// What they did; nil when they are not held.
    func reason(for sha256: String) -> String? { reasons.withLock { $0[sha256] } }

    func add(_ sha256: String, reason: String) {
        reasons.withLock { if $0.count < Self.limit { $0[sha256] = reason } }
    }
}

/// Waits until a condition holds, looking again every few milliseconds.
/// - Parameters:
///   - limit: how long to wait before giving up with an error that quotes `what`.
///   - what: what should become true, for the reader of a failed test.
public func eventually(
    within limit: Duration = .seconds(120), _ what: String, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw TestKitError("not within \(limit): \(what)") }
        try await Task.sleep(for: .milliseconds(5))
    }
}

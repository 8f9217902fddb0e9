import Foundation

/// How many pages are recognised at a time in this process, however many documents are read: one for each core.
actor RecognitionSlots {
    static let shared = RecognitionSlots(count: cores)
    static let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)

    private var free: Int
    private var nextTicket = 0
    private var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []

    init(count: Int) {
        free = count
    }

    /// Runs `work` when there is a slot for it; first come, first served.
    /// - Throws: `cancelled`, or what `work` throws.
    func withSlot<Value: Sendable>(
        _ work: @Sendable () async throws(ReadFailure) -> Value
    ) async throws(ReadFailure) -> Value {
        guard await acquire() else { throw ReadFailure(.cancelled, "cancelled") }
        defer { release() }
        return try await work()
    }

    /// False when the task was cancelled while it waited.
    private func acquire() async -> Bool {
        guard !Task.isCancelled else { return false }
        if free > 0 {
            free -= 1
            return true
        }
        let ticket = nextTicket
        nextTicket += 1
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((ticket, $0)) }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
    }

    private func giveUp(_ ticket: Int) {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: index).continuation.resume(returning: false)
    }

    private func release() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().continuation.resume(returning: true)
        }
    }
}

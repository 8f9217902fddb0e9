import Synchronization

/// Lets readings begin: a number of them at a time, and fewer when their files are large. First come, first served.
final class ReadingGate: Sendable {
    private let state: Mutex<ReadingQueue>

    /// - Parameters:
    ///   - width: how many readings at a time.
    ///   - bytes: what their files may have together. A larger file is read alone.
    init(width: Int, bytes: Int) {
        state = Mutex(ReadingQueue(width: width, byteLimit: bytes))
    }

    /// Waits for a place, does the work and gives the place back.
    /// - Throws: `CancellationError` at once when the task is cancelled while it waits, or what `body` throws.
    func withPlace<R: Sendable>(bytes: Int, _ body: () async throws -> R) async throws -> R {
        let ticket = state.withLock { $0.ticket(bytes: bytes) }
        try await enter(ticket)
        defer { for next in state.withLock({ $0.leave(ticket) }) { next.resume() } }
        return try await body()
    }

    private func enter(_ ticket: ReadingQueue.Ticket) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: ReadingQueue.Continuation) in
                switch state.withLock({ $0.enter(ticket, continuation) }) {
                case .go: continuation.resume()
                case .wait: break
                case .withdrawn: continuation.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            state.withLock { $0.withdraw(ticket) }?.resume(throwing: CancellationError())
        }
    }
}

/// Who waits for a place, and who has one.
struct ReadingQueue {
    typealias Continuation = CheckedContinuation<Void, any Error>

    struct Ticket: Sendable {
        fileprivate let number: Int
        let bytes: Int
    }

    enum Answer {
        case go
        case wait
        case withdrawn
    }

    private let width: Int
    private let byteLimit: Int
    private var tickets = 0
    private var running = 0
    private var bytes = 0
    private var waiting: [(ticket: Ticket, continuation: Continuation)] = []
    /// Cancelled, but not in the queue when it was: before it came, or with its place.
    private var withdrawn: Set<Int> = []

    init(width: Int, byteLimit: Int) {
        self.width = max(1, width)
        self.byteLimit = byteLimit
    }

    mutating func ticket(bytes: Int) -> Ticket {
        tickets += 1
        return Ticket(number: tickets, bytes: max(0, bytes))
    }

    mutating func enter(_ ticket: Ticket, _ continuation: Continuation) -> Answer {
        if withdrawn.remove(ticket.number) != nil { return .withdrawn }
        guard waiting.isEmpty, admit(ticket) else {
            waiting.append((ticket, continuation))
            return .wait
        }
        return .go
    }

    /// - Returns: those who may go now.
    mutating func leave(_ ticket: Ticket) -> [Continuation] {
        withdrawn.remove(ticket.number)
        running -= 1
        bytes -= ticket.bytes
        return admitWaiting()
    }

    /// - Returns: the one who need not wait any longer.
    mutating func withdraw(_ ticket: Ticket) -> Continuation? {
        guard let index = waiting.firstIndex(where: { $0.ticket.number == ticket.number }) else {
            withdrawn.insert(ticket.number)
            return nil
        }
        return waiting.remove(at: index).continuation
    }

    private mutating func admitWaiting() -> [Continuation] {
        var admitted: [Continuation] = []
        while let next = waiting.first, admit(next.ticket) { admitted.append(waiting.removeFirst().continuation) }
        return admitted
    }

    private mutating func admit(_ ticket: Ticket) -> Bool {
        guard running == 0 || (running < width && bytes + ticket.bytes <= byteLimit) else { return false }
        running += 1
        bytes += ticket.bytes
        return true
    }
}

/// Who has a pool's connections, and who waits for one. Decides only; ``PostgresPool`` carries it out.
struct PoolSlots<Connection: Sendable>: Sendable {
    typealias WaiterID = UInt64

    /// What a user of the pool is given: an idle connection, or the right to open one.
    enum Grant: Sendable {
        case idle(Connection)
        case new
    }

    enum Answer {
        case granted(Grant)
        case wait
        case tooManyWaiters
        case closed
    }

    enum Next {
        case nothing
        case resume(WaiterID, Grant)
        case discard(Connection)
    }

    private let size: Int
    private let waiterLimit: Int
    private var idle: [Connection] = []
    /// How many users have been granted a connection and have not given it back.
    private var lent = 0
    private var waiters: [WaiterID] = []
    private var isClosed = false

    init(size: Int, waiterLimit: Int) {
        self.size = size
        self.waiterLimit = waiterLimit
    }

    /// Asks for a connection. The one that was used last comes first, so that those not needed stay unused.
    mutating func request(_ waiter: WaiterID) -> Answer {
        guard !isClosed else { return .closed }
        guard lent < size else {
            guard waiters.count < waiterLimit else { return .tooManyWaiters }
            waiters.append(waiter)
            return .wait
        }
        lent += 1
        return .granted(idle.popLast().map(Grant.idle) ?? .new)
    }

    /// Takes a connection back that is fit for the next user.
    mutating func giveBack(_ connection: Connection) -> Next {
        guard !isClosed else {
            lent -= 1
            return .discard(connection)
        }
        guard let waiter = nextWaiter() else {
            lent -= 1
            idle.append(connection)
            return .nothing
        }
        return .resume(waiter, .idle(connection))
    }

    /// Takes note that a granted connection is gone, or was never made.
    mutating func giveUp() -> Next {
        guard !isClosed, let waiter = nextWaiter() else {
            lent -= 1
            return .nothing
        }
        return .resume(waiter, .new)
    }

    /// Takes a waiter out of the queue.
    /// - Returns: false if it has been granted a connection already.
    mutating func abandon(_ waiter: WaiterID) -> Bool {
        guard let index = waiters.firstIndex(of: waiter) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// Grants nothing from now on.
    /// - Returns: who waited in vain.
    mutating func close() -> [WaiterID] {
        isClosed = true
        defer {
            idle.removeAll()
            waiters.removeAll()
        }
        return waiters
    }

    private mutating func nextWaiter() -> WaiterID? { waiters.isEmpty ? nil : waiters.removeFirst() }
}

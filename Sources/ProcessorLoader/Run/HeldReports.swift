import Glibc
import Synchronization

/// Sends what runs hold back, a moment later: a processor that reports and then works for a minute is seen at once.
///
/// One thread for the process, made when it is first needed; it sleeps while nothing is held.
enum HeldReports {
    private static let waiting = Mutex<[RunContext]>([])

    /// A semaphore and not a condition variable: posting it needs no lock.
    private nonisolated(unsafe) static let semaphore: UnsafeMutablePointer<sem_t> = {
        let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
        return semaphore
    }()

    /// Whether there is a thread. Without one, reports wait for the next call or the end of the run.
    private static let hasThread: Bool = {
        do {
            try RunThread.start(name: "held-reports", stackSize: 256 << 10, sendForever)
            return true
        } catch {
            return false
        }
    }()

    /// Calls the run's `sendHeld` about ``SendGate/interval`` later.
    static func schedule(_ run: RunContext) {
        guard hasThread else { return }
        let isFirst = waiting.withLock { waiting in
            waiting.append(run)
            return waiting.count == 1
        }
        if isFirst { sem_post(semaphore) }
    }

    private static func sendForever() {
        while true {
            guard sem_wait(semaphore) == 0 else { continue }
            var pause = timespec(tv_sec: 0, tv_nsec: Int(SendGate.interval))
            // A signal cuts it short, which sends a little early.
            nanosleep(&pause, nil)
            let runs = waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
            for run in runs { run.sendHeld() }
        }
    }
}

/// CLOCK_MONOTONIC in ns.
func monotonicNow() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

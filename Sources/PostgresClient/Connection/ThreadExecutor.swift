import Glibc
import Synchronization

/// Runs one actor's jobs in order on a thread of its own, so that they may block without holding one of Swift's pool.
///
/// The thread keeps the executor alive, and ends when the executor is retired and has run what was queued. The actor
/// retires it when it is deallocated: no job can arrive after that, because a queued job holds its actor.
final class ThreadExecutor: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isRetired = false
    }

    private enum Next {
        case run([UnownedJob])
        case wait
        case end
    }

    private let state = Mutex(State())
    private let wakeup: Wakeup

    /// Starts the thread. `wakeup` is shared with the jobs, which may drain it while they run.
    init(name: String, wakeup: Wakeup) throws(PostgresError) {
        self.wakeup = wakeup
        let status = PosixThread.start(name: name) { self.runJobs() }
        guard status == 0 else {
            throw PostgresError(.connectionFailed, "no thread for a connection: \(String(cString: strerror(status)))")
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        wakeup.signal()
    }

    func retire() {
        state.withLock { $0.isRetired = true }
        wakeup.signal()
    }

    private func runJobs() {
        while true {
            switch next() {
            case .run(let jobs): for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            case .wait: wakeup.wait()
            case .end: return
            }
        }
    }

    private func next() -> Next {
        state.withLock { state in
            guard state.jobs.isEmpty else {
                defer { state.jobs.removeAll(keepingCapacity: true) }
                return .run(state.jobs)
            }
            return state.isRetired ? .end : .wait
        }
    }
}

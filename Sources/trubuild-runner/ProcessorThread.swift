import Glibc
import ProcessorLoader
import RunnerProtocol
import Synchronization

/// The one thread that enters the processor: it loads, runs and destroys, one command after the other. So the main
/// thread stays free to hear the host, whatever the processor does.
final class ProcessorThread: Sendable {
    enum Command: Sendable {
        case load(LoadRequest)
        case run(RunRequest)
        case shutdown
    }

    private let connection: HostConnection
    private let commands = Mutex<[Command]>([])
    private let instance = Mutex<ProcessorInstance?>(nil)
    private let isRunning = Atomic(false)
    private let lease = LeaseTimer()
    // nonisolated(unsafe): a constant address; semaphores are made for several threads.
    private nonisolated(unsafe) let commandCount: UnsafeMutablePointer<sem_t>

    init(connection: HostConnection) {
        self.connection = connection
        commandCount = .allocate(capacity: 1)
        sem_init(commandCount, 0, 0)
    }

    func start(_ confinement: Confinement) throws(LoadError) {
        try RunThread.start(name: "processor") { self.work(confinement) }
    }

    func load(_ request: LoadRequest) {
        enqueue(.load(request))
    }

    /// Says whether the run was taken: one at a time.
    func run(_ request: RunRequest) -> Bool {
        guard !isRunning.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        lease.begin(until: request.leaseEnd)
        enqueue(.run(request))
        return true
    }

    func cancel(serial: UInt64, reason: CancelReason) {
        instance.withLock { $0 }?.cancel(serial: serial, reason: reason)
    }

    func extendLease(until end: UInt64) {
        lease.extend(until: end)
    }

    /// Takes a frame of the answer about an earlier artifact.
    func take(_ frame: HostFrame) {
        instance.withLock { $0 }?.take(frame)
    }

    func shutdown() {
        // A run in progress keeps its instance; the host asks for this only when it gives the run up.
        guard !isRunning.load(ordering: .acquiring) else { Exit.now(.shutdown) }
        enqueue(.shutdown)
    }

    private func enqueue(_ command: Command) {
        commands.withLock { $0.append(command) }
        sem_post(commandCount)
    }

    private func work(_ confinement: Confinement) {
        while true {
            guard sem_wait(commandCount) == 0 else { continue }
            switch commands.withLock({ $0.removeFirst() }) {
            case .load(let request): carryOut(request)
            case .run(let request):
                confinement.beginRun()
                carryOut(request)
            case .shutdown:
                instance.withLock { $0 }?.destroy()
                Exit.flushed(.shutdown)
            }
        }
    }

    private func carryOut(_ request: LoadRequest) {
        do throws(LoadError) {
            let processor = try LoadedProcessor.load(request)
            CrashSignals.install(memoryBytes: request.sandbox.memoryBytes)
            if !request.describeOnly {
                let made = try processor.makeInstance(config: request.config) { [connection] in connection.send($0) }
                instance.withLock { $0 = made }
            }
            connection.send(.loaded(processor.descriptor))
        } catch {
            connection.send(.loadFailed(code: error.code, message: error.message))
            Exit.flushed(.loadFailed)
        }
        if request.describeOnly { Exit.flushed(.shutdown) }
    }

    private func carryOut(_ request: RunRequest) {
        guard let instance = instance.withLock({ $0 }) else { Exit.now(.protocolViolation) }
        let result = instance.run(request)
        // What the run printed belongs to it, also when the C library still holds half a line.
        fflush(nil)
        lease.end()
        isRunning.store(false, ordering: .releasing)
        connection.send(.finished(serial: request.serial, result))
    }
}

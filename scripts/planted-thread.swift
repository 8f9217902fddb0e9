// Threads that meet at a Mutex: nothing to report. With -D planted they also change a value beside it.
import Dispatch
import Synchronization

final class Box: Sendable {
    let guarded = Mutex(0)
    // nonisolated(unsafe): the race that has to be found.
    nonisolated(unsafe) var unguarded = 0
}

let box = Box()
DispatchQueue.concurrentPerform(iterations: 4) { _ in
    for _ in 0..<50_000 {
        box.guarded.withLock { $0 += 1 }
        #if planted
            box.unguarded += 1
        #endif
    }
}
print(box.guarded.withLock { $0 } == 200_000)

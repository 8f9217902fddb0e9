import Glibc

/// A value behind a lock that threads may wait on, for a time.
final class Monitor<Value>: @unchecked Sendable {
    // @unchecked: `value` is touched only under the mutex; the two pointers are constants.

    private var value: Value
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ value: Value) {
        self.value = value
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Changes the value and lets everybody who waits look at it.
    func change<Result>(_ body: (inout Value) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(condition)
            pthread_mutex_unlock(mutex)
        }
        return body(&value)
    }

    /// Looks at the value until `body` returns something.
    /// - Parameters:
    ///   - deadline: CLOCK_MONOTONIC in ns.
    ///   - body: called after each change; must return something once it is told that the deadline has passed.
    /// - Returns: nil when it did not.
    func wait<Result>(until deadline: UInt64, _ body: (inout Value, _ isLate: Bool) -> Result?) -> Result? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var time = timespec(tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
        var isLate = false
        while true {
            if let result = body(&value, isLate) { return result }
            if isLate { return nil }
            isLate = pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT
        }
    }
}

import Glibc
import Synchronization

/// The system's random numbers, fetched some at a time: each call into the kernel costs more than an id.
final class RandomPool: Sendable {
    private static let size = 64

    private let numbers = Mutex<[UInt64]>([])

    /// 64 random bits. Any thread.
    func next() -> UInt64 {
        numbers.withLock { numbers in
            if numbers.isEmpty {
                numbers = [UInt64](unsafeUninitializedCapacity: Self.size) { buffer, count in
                    // Of the C library: it fills any size, and waits only before the system has randomness at all.
                    guard let start = buffer.baseAddress else { return }
                    arc4random_buf(start, buffer.count * MemoryLayout<UInt64>.stride)
                    count = buffer.count
                }
            }
            return numbers.removeLast()
        }
    }
}

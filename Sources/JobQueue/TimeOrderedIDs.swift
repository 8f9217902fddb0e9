public import Foundation
import Synchronization

/// Makes time-ordered UUIDs: version 7 of RFC 9562.
///
/// Ids of one generator grow strictly, also when many are made in one millisecond and when the clock steps back: index
/// inserts stay on the right-hand page. Layout: 48 bits of milliseconds, 26 bits of counter (`rand_a` and the top
/// of `rand_b`), 48 random bits. The counter starts at a random number below 2²⁵ in each millisecond, which leaves room
/// for more than 33 million ids; should they run out, the time is run ahead by a millisecond.
public final class TimeOrderedIDs: Sendable {
    private struct Position {
        var milliseconds: UInt64 = 0
        var counter: UInt64 = 0
    }

    private let counterLimit: UInt64
    private let clock: @Sendable () -> UInt64
    private let random: @Sendable () -> UInt64
    private let position = Mutex(Position())

    /// - Parameters:
    ///   - clock: milliseconds since 1970.
    ///   - random: 64 random bits. Called once an id. The system's unless given.
    public convenience init(
        clock: @escaping @Sendable () -> UInt64 = TimeOrderedIDs.systemMilliseconds,
        random: (@Sendable () -> UInt64)? = nil
    ) {
        self.init(clock: clock, random: random ?? RandomPool().next, counterLimit: 1 << 26)
    }

    /// Tests lower the limit, so as not to count to it.
    init(
        clock: @escaping @Sendable () -> UInt64, random: @escaping @Sendable () -> UInt64, counterLimit: UInt64
    ) {
        self.clock = clock
        self.random = random
        self.counterLimit = counterLimit
    }

    /// An id greater than every id made before. May be called on any thread.
    public func next() -> UUID {
        let now = clock()
        let random = random()
        let position = position.withLock { position in
            if now > position.milliseconds {
                position.milliseconds = now
                position.counter = random >> 39
            } else {
                position.counter += 1
                if position.counter == counterLimit {
                    position.milliseconds += 1
                    position.counter = random >> 39
                }
            }
            return position
        }
        let high = position.milliseconds << 16 | 0x7000 | position.counter >> 14
        let low = 0b10 << 62 | (position.counter & 0x3FFF) << 48 | random & 0xFFFF_FFFF_FFFF
        return UUID(high: high, low: low)
    }

    /// The wall clock, in milliseconds since 1970.
    public static let systemMilliseconds: @Sendable () -> UInt64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }
}

extension UUID {
    fileprivate init(high: UInt64, low: UInt64) {
        let (h, l) = (high.bigEndian, low.bigEndian)
        self = withUnsafeBytes(of: (h, l)) { $0.loadUnaligned(as: UUID.self) }
    }
}

import Testing

@testable import ProcessorHost

struct AlarmTests {
    /// Sleeps for ever when it is asked for more than a minute, else not at all.
    private struct Sleeps {
        private let begun = AsyncStream.makeStream(of: Duration.self)

        func makeAlarm() -> Alarm {
            Alarm { [begun] length in
                begun.continuation.yield(length)
                if length > .seconds(60) { try await Task.sleep(for: .seconds(86_400)) }
            }
        }

        func first(_ count: Int) async -> [Duration] {
            var seen: [Duration] = []
            for await length in begun.stream {
                seen.append(length)
                if seen.count == count { break }
            }
            return seen
        }
    }

    @Test func `times behind the one that is set cost no sleep`() async {
        let sleeps = Sleeps()
        let alarm = sleeps.makeAlarm()
        let now = MonotonicInstant.now
        for seconds in 7_200..<8_200 { alarm.set(at: now + .seconds(seconds)) {} }
        // The sleep that this one takes is the next one.
        let rings = AsyncStream.makeStream(of: Void.self)
        alarm.set(at: now) { rings.continuation.yield() }
        for await _ in rings.stream { break }
        let lengths = await sleeps.first(2)
        #expect(lengths.contains { $0 > .seconds(7_000) && $0 <= .seconds(7_200) })
        #expect(lengths.contains(.zero))
        withExtendedLifetime(alarm) {}
    }

    @Test func `after it has rung it can be set for a later time`() async {
        let alarm = Sleeps().makeAlarm()
        let rings = AsyncStream.makeStream(of: Int.self)
        var heard = rings.stream.makeAsyncIterator()
        let now = MonotonicInstant.now
        for number in 1...3 {
            alarm.set(at: now + .milliseconds(number)) { rings.continuation.yield(number) }
            #expect(await heard.next() == number)
        }
    }

    @Test func `one that is cancelled or gone does not ring`() async {
        let rings = AsyncStream.makeStream(of: String.self)
        // Cancelled before it can have begun to sleep.
        let alarm = Alarm { length in try await Task.sleep(for: length) }
        alarm.set(at: .now + .seconds(3_600)) { rings.continuation.yield("cancelled") }
        alarm.cancel()
        var gone: Alarm? = Alarm { length in try await Task.sleep(for: length) }
        gone?.set(at: .now + .seconds(3_600)) { rings.continuation.yield("gone") }
        gone = nil
        alarm.set(at: .now) { rings.continuation.yield("set again") }
        var heard = rings.stream.makeAsyncIterator()
        #expect(await heard.next() == "set again")
    }
}

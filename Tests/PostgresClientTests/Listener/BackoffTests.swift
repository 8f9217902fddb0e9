import Testing

@testable import PostgresClient

@Suite("Waits between attempts")
struct BackoffTests {
    @Test("double up to a limit, are shortened by at most a half, and start over after a success")
    func sequence() {
        var generator = SystemRandomNumberGenerator()
        var backoff = Backoff(first: .milliseconds(100), longest: .seconds(1))
        for limit in [100, 200, 400, 800, 1000, 1000] {
            let wait = backoff.next(using: &generator)
            #expect(wait <= .milliseconds(limit) && wait >= .milliseconds(limit / 2))
        }
        for _ in 0..<100 { #expect(backoff.next(using: &generator) <= .seconds(1)) }
        backoff.reset()
        #expect(backoff.next(using: &generator) <= .milliseconds(100))
    }
}

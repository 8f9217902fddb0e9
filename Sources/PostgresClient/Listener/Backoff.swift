/// The waits between attempts: each twice as long as the one before up to a limit, and shortened by up to a half at
/// random, so that many clients do not come back at the same moment.
struct Backoff: Sendable {
    let first: Duration
    let longest: Duration
    private var attempts = 0

    init(first: Duration = .milliseconds(250), longest: Duration = .seconds(15)) {
        self.first = first
        self.longest = longest
    }

    mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
        // 2^30 times any first wait is beyond any longest one.
        let wait = min(first * (1 << min(attempts, 30)), longest)
        attempts += 1
        return wait * Double.random(in: 0.5...1, using: &generator)
    }

    /// To be called after a success.
    mutating func reset() { attempts = 0 }
}

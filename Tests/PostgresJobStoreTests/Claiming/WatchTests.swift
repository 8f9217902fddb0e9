import Testing

@testable import PostgresJobStore

@Suite struct WatchTests {
    private struct Scene {
        private static let start = ContinuousClock.now
        var watch = Watch()

        mutating func claim(
            _ count: Int, isShort: Bool = true, types: [String] = ["a"], at milliseconds: Int = 0
        ) -> Watch.Step {
            watch.claimed(count, isShort: isShort, types: types, now: Self.start + .milliseconds(milliseconds))
        }

        mutating func begin(_ outcome: Watch.Outcome = .own) {
            watch.connected()
            let step = claim(0)
            #expect(step == .begin(types: ["a"]))
            let pause = began(outcome)
            #expect(pause == nil)
        }

        @discardableResult mutating func began(_ outcome: Watch.Outcome?, _ types: [String] = ["a"]) -> Duration? {
            watch.began(types, outcome, now: Self.start)
        }

        mutating func expect(
            _ count: Int, isShort: Bool = true, types: [String] = ["a"], at milliseconds: Int = 0,
            _ expected: Watch.Step,
            _ location: SourceLocation = #_sourceLocation
        ) {
            let step = claim(count, isShort: isShort, types: types, at: milliseconds)
            #expect(step == expected, sourceLocation: location)
        }
    }

    @Test func `without a connection there is nothing to ask for`() {
        var scene = Scene()
        scene.expect(0, .none)
        scene.expect(3, .none)
    }

    @Test func `an empty claim begins the watch, and the next one relies on it`() {
        var scene = Scene()
        scene.begin()
        scene.expect(0, .none)
    }

    @Test func `a part of what was asked for is looked after until nothing is left`() {
        var scene = Scene()
        scene.watch.connected()
        scene.expect(2, .look(after: .milliseconds(2)))
        scene.expect(0, .begin(types: ["a"]))
    }

    @Test func `all that was asked for needs no wake-up`() {
        var scene = Scene()
        scene.watch.connected()
        scene.expect(2, isShort: false, .none)
    }

    @Test func `work that keeps coming ends the watch`() {
        var scene = Scene()
        scene.begin()
        scene.expect(1, at: 10, .none)
        scene.expect(1, at: 59, .none)
        scene.expect(1, at: 60, .end)
        scene.expect(1, at: 61, .look(after: .milliseconds(2)))
        scene.expect(0, at: 62, .begin(types: ["a"]))
    }

    @Test func `work with pauses does not`() {
        var scene = Scene()
        scene.begin()
        for time in 0..<10 {
            scene.expect(1, at: time * 40, .none)
            scene.expect(0, at: time * 40 + 1, .none)
        }
    }

    @Test func `a type that is new is watched for with the others`() {
        var scene = Scene()
        scene.begin()
        scene.expect(0, types: ["b"], .begin(types: ["a", "b"]))
        scene.began(.own, ["a", "b"])
        scene.expect(0, types: ["b"], .none)
    }

    @Test func `one that relies on another host asks again after some seconds`() {
        var scene = Scene()
        scene.begin(.deputized)
        scene.expect(0, at: 2999, .none)
        scene.expect(0, at: 3000, .begin(types: ["a"]))
        scene.began(.own)
        scene.watch.otherEnded()
        scene.expect(0, at: 9000, .none)
    }

    @Test func `one that relies on another host asks again when that has stopped watching`() {
        var scene = Scene()
        scene.begin(.deputized)
        scene.watch.otherEnded()
        scene.expect(0, .begin(types: ["a"]))
    }

    @Test func `what cannot be had is asked for again, less and less often`() {
        var scene = Scene()
        scene.watch.connected()
        var pauses: [Duration] = []
        for _ in 0..<9 {
            scene.expect(0, .begin(types: ["a"]))
            pauses.append(scene.began(nil) ?? .zero)
        }
        #expect(pauses.prefix(3) == [.milliseconds(4), .milliseconds(8), .milliseconds(16)])
        #expect(pauses.last == .milliseconds(250))
    }

    @Test func `a lost connection is a lost watch`() {
        var scene = Scene()
        scene.begin()
        scene.watch.lost()
        scene.expect(0, .none)
        scene.watch.connected()
        scene.expect(0, .begin(types: ["a"]))
        scene.watch.lost()
        let pause = scene.began(.own)
        #expect(pause != nil, "it was asked for on a connection that is gone")
    }
}

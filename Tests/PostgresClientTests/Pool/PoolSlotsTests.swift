import Testing

@testable import PostgresClient

@Suite("The pool's decisions")
struct PoolSlotsTests {
    private func text(_ answer: PoolSlots<String>.Answer) -> String {
        switch answer {
        case .granted(.new): "new"
        case .granted(.idle(let name)): name
        case .wait: "wait"
        case .tooManyWaiters: "too many"
        case .closed: "closed"
        }
    }

    private func text(_ next: PoolSlots<String>.Next) -> String {
        switch next {
        case .nothing: "nothing"
        case .resume(let waiter, .new): "\(waiter) new"
        case .resume(let waiter, .idle(let name)): "\(waiter) \(name)"
        case .discard(let name): "discard \(name)"
        }
    }

    @Test("open no more connections than the pool has, and use them again, the latest first")
    func reuse() {
        var slots = PoolSlots<String>(size: 2, waiterLimit: 10)
        #expect(text(slots.request(1)) == "new")
        #expect(text(slots.request(2)) == "new")
        #expect(text(slots.giveBack("a")) == "nothing")
        #expect(text(slots.giveBack("b")) == "nothing")
        #expect(text(slots.request(3)) == "b")
        #expect(text(slots.request(4)) == "a")
        #expect(text(slots.request(5)) == "wait")
    }

    @Test("serve waiters in the order they came, and turn away those beyond the bound")
    func waiters() {
        var slots = PoolSlots<String>(size: 1, waiterLimit: 2)
        #expect(text(slots.request(1)) == "new")
        #expect(text(slots.request(2)) == "wait")
        #expect(text(slots.request(3)) == "wait")
        #expect(text(slots.request(4)) == "too many")
        #expect(text(slots.giveBack("a")) == "2 a")
        #expect(text(slots.giveUp()) == "3 new")
        #expect(text(slots.giveUp()) == "nothing")
        #expect(text(slots.request(5)) == "new")
    }

    @Test("forget a waiter that gave up, once")
    func abandoned() {
        var slots = PoolSlots<String>(size: 1, waiterLimit: 2)
        _ = slots.request(1)
        _ = slots.request(2)
        let first = slots.abandon(2)
        let second = slots.abandon(2)
        #expect(first && !second)
        #expect(text(slots.giveBack("a")) == "nothing")
    }

    @Test("let nobody in after the end, and keep nothing")
    func closed() {
        var slots = PoolSlots<String>(size: 1, waiterLimit: 2)
        _ = slots.request(1)
        _ = slots.request(2)
        #expect(slots.close() == [2])
        #expect(text(slots.giveBack("a")) == "discard a")
        #expect(text(slots.request(3)) == "closed")
    }
}

import Testing

@testable import ProcessorLoader

@Suite("SendGate")
struct SendGateTests {
    private let pause = SendGate.interval

    @Test("The first report goes at once, the next is held, one after a pause goes at once")
    func offers() {
        var gate = SendGate()
        #expect(gate.offer(at: 1_000) == .send)
        #expect(gate.offer(at: 1_001) == .hold(isFirst: true))
        #expect(gate.offer(at: 1_002) == .hold(isFirst: false))
        #expect(gate.offer(at: 1_000 + pause) == .send)
        #expect(gate.release(at: 1_000 + pause) == false)
    }

    @Test("What is held becomes due after the pause since the last one sent")
    func due() {
        var gate = SendGate()
        _ = gate.offer(at: 0)
        _ = gate.offer(at: 1)
        #expect(gate.releaseIfDue(at: pause - 1) == false)
        #expect(gate.isHolding)
        #expect(gate.releaseIfDue(at: pause) == true)
        #expect(gate.releaseIfDue(at: 2 * pause) == false)
    }

    @Test("What is held is released once")
    func release() {
        var gate = SendGate()
        #expect(gate.release(at: 0) == false)
        _ = gate.offer(at: 0)
        _ = gate.offer(at: 1)
        #expect(gate.release(at: 2) == true)
        #expect(gate.release(at: 3) == false)
        #expect(gate.offer(at: 4) == .hold(isFirst: true))
    }

    @Test("What is large makes the next wait longer")
    func large() {
        var gate = SendGate()
        #expect(gate.offer(at: 0) == .send)
        gate.sent(bytes: 1 << 20)
        #expect(gate.offer(at: 1_000_000_000) == .hold(isFirst: true))
        let early = gate.releaseIfDue(at: 1_050_000_000)
        let late = gate.releaseIfDue(at: 1_200_000_000)
        #expect((early, late) == (false, true))
        gate.sent(bytes: 0)
        #expect(gate.offer(at: 1_260_000_000) == .send)
    }
}

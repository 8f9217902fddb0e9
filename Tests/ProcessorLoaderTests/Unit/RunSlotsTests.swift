import CTrubuildProcessor
import RunnerProtocol
import Testing

@testable import ProcessorLoader

@Suite("RunSlots")
struct RunSlotsTests {
    private let slots = RunSlots()

    private func enterIfFree() -> RunHandle? {
        let request = RunRequest.test()
        return slots.enter { handle in
            RunContext(handle: handle, request: request, arguments: RunArguments(request)) { _ in }
        }?.0
    }

    private func enter() throws -> RunHandle { try #require(enterIfFree()) }

    @Test("A handle is good for one run, also when its slot is used again")
    func generations() throws {
        let first = try enter()
        #expect(slots.cancelReason(of: first) == TRUBUILD_CANCEL_NONE)
        #expect(slots.leave(first) == TRUBUILD_CANCEL_NONE)
        let second = try enter()
        #expect(second.slot == first.slot && second != first)
        #expect(slots.run(of: first) == nil)
        #expect(slots.cancelReason(of: first) == TRUBUILD_CANCEL_LOST)
        #expect(!slots.cancel(first, reason: TRUBUILD_CANCEL_USER))
        #expect(slots.cancelReason(of: second) == TRUBUILD_CANCEL_NONE)
    }

    @Test("The first reason of a cancel stays, and is known at the end")
    func reasons() throws {
        let handle = try enter()
        #expect(slots.cancel(handle, reason: TRUBUILD_CANCEL_TIMEOUT))
        #expect(!slots.cancel(handle, reason: TRUBUILD_CANCEL_USER))
        #expect(slots.cancelReason(of: handle) == TRUBUILD_CANCEL_TIMEOUT)
        #expect(slots.leave(handle) == TRUBUILD_CANCEL_TIMEOUT)
    }

    @Test("Bits that are no handle find nothing")
    func garbage() throws {
        let handle = try enter()
        for bits in [0, 1, 4096, handle.token &+ 1, handle.token &+ 4096, handle.token | 1 << 63, .max] as [UInt64] {
            let garbage = RunHandle(OpaquePointer(bitPattern: UInt(bits)))
            #expect(slots.run(of: garbage) == nil)
            #expect(slots.cancelReason(of: garbage) == TRUBUILD_CANCEL_LOST)
        }
        #expect(RunHandle(handle.pointer) == handle)
    }

    @Test("4,096 runs at once are the most")
    func full() throws {
        let handles = try (0..<RunHandle.slotCount).map { _ in try enter() }
        #expect(Set(handles).count == RunHandle.slotCount)
        #expect(enterIfFree() == nil)
        _ = slots.leave(handles[7])
        #expect(try enter().slot == handles[7].slot)
    }
}

import CTrubuildProcessor
import Synchronization

/// What a processor has of a run: a token that names a slot and one use of it. Never an address.
struct RunHandle: Hashable, Sendable {
    private static let slotBits: UInt64 = 12
    static let slotCount = 1 << Int(slotBits)

    let token: UInt64

    init(slot: Int, generation: UInt64) {
        token = generation << Self.slotBits | UInt64(slot)
    }

    /// Any bits at all: what the processor passed.
    init(_ pointer: OpaquePointer?) {
        token = UInt64(UInt(bitPattern: pointer))
    }

    var pointer: OpaquePointer? { OpaquePointer(bitPattern: UInt(token)) }
    var slot: Int { Int(token & UInt64(Self.slotCount - 1)) }
    var generation: UInt64 { token >> Self.slotBits }
}

/// The runs in progress in this process, by their handles. A handle of another time finds nothing.
final class RunSlots: @unchecked Sendable {
    // @unchecked: `slots` is a constant pointer to memory that lives as long as this object; what it holds is atomic or locked.

    static let shared = RunSlots()

    /// Generations start here so that small numbers and addresses are no handles.
    private static let firstGeneration: UInt64 = 0x74_6275_0001
    private static let reasonBits: UInt64 = 4

    private struct Slot: ~Copyable {
        /// Generation and cancel reason of the run in the slot; 0 while it is free.
        let word = Atomic<UInt64>(0)
        let run = Mutex<RunContext?>(nil)
    }

    private let slots: UnsafeMutablePointer<Slot>
    private let free = Mutex(Array((0..<RunHandle.slotCount).reversed()))
    private let generation = Atomic<UInt64>(firstGeneration)

    init() {
        slots = .allocate(capacity: RunHandle.slotCount)
        for index in 0..<RunHandle.slotCount { (slots + index).initialize(to: Slot()) }
    }

    deinit {
        slots.deinitialize(count: RunHandle.slotCount)
        slots.deallocate()
    }

    /// A handle for a new run; nil when 4,096 are in progress.
    func enter(_ makeRun: (RunHandle) -> RunContext) -> (RunHandle, RunContext)? {
        guard let index = free.withLock({ $0.popLast() }) else { return nil }
        let handle = RunHandle(
            slot: index, generation: generation.wrappingAdd(1, ordering: .relaxed).newValue)
        let run = makeRun(handle)
        slots[index].run.withLock { $0 = run }
        slots[index].word.store(handle.generation << Self.reasonBits, ordering: .releasing)
        return (handle, run)
    }

    /// Ends the handle. Returns the reason for which the run was cancelled, or `TRUBUILD_CANCEL_NONE`.
    func leave(_ handle: RunHandle) -> UInt32 {
        let word = slots[handle.slot].word.exchange(0, ordering: .acquiringAndReleasing)
        slots[handle.slot].run.withLock { $0 = nil }
        free.withLock { $0.append(handle.slot) }
        return Self.reason(in: word)
    }

    /// Sets the reason unless there is one. Says whether the run is there and was not cancelled before.
    func cancel(_ handle: RunHandle, reason: UInt32) -> Bool {
        let before = handle.generation << Self.reasonBits
        return slots[handle.slot].word.compareExchange(
            expected: before, desired: before | UInt64(reason), ordering: .acquiringAndReleasing
        ).exchanged
    }

    /// One atomic read. A handle that names no run answers "lost".
    func cancelReason(of handle: RunHandle) -> UInt32 {
        let word = slots[handle.slot].word.load(ordering: .acquiring)
        guard word >> Self.reasonBits == handle.generation, word != 0 else { return TRUBUILD_CANCEL_LOST }
        return Self.reason(in: word)
    }

    /// The run that the handle names. It may end at any time; its methods know.
    func run(of handle: RunHandle) -> RunContext? {
        slots[handle.slot].run.withLock { run in run?.handle == handle ? run : nil }
    }

    private static func reason(in word: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: word & (1 << reasonBits - 1))
    }
}

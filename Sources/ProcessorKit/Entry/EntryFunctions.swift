import CTrubuildProcessor

/// The C functions of one slot of the ``Registry``.
struct EntryFunctions {
    typealias Describe = @convention(c) () -> UnsafePointer<trubuild_descriptor>?
    typealias Create =
        @convention(c) (
            UnsafePointer<trubuild_host>?, trubuild_host_slice, UnsafeMutablePointer<OpaquePointer?>?
        ) -> Int32

    let describe: Describe
    let create: Create

    /// A C function captures nothing, so each slot is written out.
    private static var slots: [EntryFunctions] {
        [
            .init(describe: { descriptor(0) }, create: { make(0, $0, $1, $2) }),
            .init(describe: { descriptor(1) }, create: { make(1, $0, $1, $2) }),
            .init(describe: { descriptor(2) }, create: { make(2, $0, $1, $2) }),
            .init(describe: { descriptor(3) }, create: { make(3, $0, $1, $2) }),
            .init(describe: { descriptor(4) }, create: { make(4, $0, $1, $2) }),
            .init(describe: { descriptor(5) }, create: { make(5, $0, $1, $2) }),
            .init(describe: { descriptor(6) }, create: { make(6, $0, $1, $2) }),
            .init(describe: { descriptor(7) }, create: { make(7, $0, $1, $2) }),
            .init(describe: { descriptor(8) }, create: { make(8, $0, $1, $2) }),
            .init(describe: { descriptor(9) }, create: { make(9, $0, $1, $2) }),
            .init(describe: { descriptor(10) }, create: { make(10, $0, $1, $2) }),
            .init(describe: { descriptor(11) }, create: { make(11, $0, $1, $2) }),
            .init(describe: { descriptor(12) }, create: { make(12, $0, $1, $2) }),
            .init(describe: { descriptor(13) }, create: { make(13, $0, $1, $2) }),
            .init(describe: { descriptor(14) }, create: { make(14, $0, $1, $2) }),
            .init(describe: { descriptor(15) }, create: { make(15, $0, $1, $2) }),
        ]
    }

    static func slot(_ index: Int) -> EntryFunctions? {
        let slots = slots
        return slots.indices.contains(index) ? slots[index] : nil
    }

    /// Leaked on purpose, like the descriptor.
    func makeTable() -> UnsafePointer<trubuild_processor_entry_v1> {
        let memory = UnsafeMutablePointer<trubuild_processor_entry_v1>.allocate(capacity: 1)
        var table = trubuild_processor_entry_v1()
        table.magic = TRUBUILD_MAGIC
        table.struct_size = UInt32(MemoryLayout<trubuild_processor_entry_v1>.size)
        table.abi_major = TRUBUILD_ABI_MAJOR
        table.abi_minor = TRUBUILD_ABI_MINOR
        table.describe = describe
        table.create = create
        table.destroy = { instance in
            if let instance { Instance.release(instance) }
        }
        table.run = { instance, run, host in
            guard let instance, let run, let host else { return TRUBUILD_PERMANENT }
            return Instance.borrow(instance).run(ProcessorRun(run, host: host))
        }
        table.get_extension = { id in
            id.text == TRUBUILD_EXT_WARM_UP ? UnsafeRawPointer(WarmUpTable.shared.memory) : nil
        }
        memory.initialize(to: table)
        return UnsafePointer(memory)
    }
}

private func descriptor(_ slot: Int) -> UnsafePointer<trubuild_descriptor>? {
    Registry.shared[slot]?.descriptor
}

private func make(
    _ slot: Int, _ host: UnsafePointer<trubuild_host>?, _ config: trubuild_host_slice,
    _ instance: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    guard let entry = Registry.shared[slot], let host, let instance else { return TRUBUILD_PERMANENT }
    let made = Instance.create(entry.type, host: host, config: config.bytes)
    instance.pointee = made.instance
    return made.outcome
}

/// The constant table of the extension `trubuild.warm-up/1`.
///
/// @unchecked Sendable: written once by the thread that makes `shared`, and never freed.
private struct WarmUpTable: @unchecked Sendable {
    static let shared = WarmUpTable()
    let memory: UnsafePointer<trubuild_warm_up_v1>

    private init() {
        let memory = UnsafeMutablePointer<trubuild_warm_up_v1>.allocate(capacity: 1)
        var table = trubuild_warm_up_v1()
        table.struct_size = UInt32(MemoryLayout<trubuild_warm_up_v1>.size)
        table.warm_up = { instance in
            guard let instance else { return TRUBUILD_PERMANENT }
            return Instance.borrow(instance).warmUp()
        }
        memory.initialize(to: table)
        self.memory = UnsafePointer(memory)
    }
}

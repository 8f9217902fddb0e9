// Written in Swift against the header alone; its run reads behind the end of an array, which ends the process.
import CTrubuildProcessor

private func slice(_ text: StaticString) -> trubuild_plugin_slice {
    trubuild_plugin_slice(ptr: text.utf8Start, len: UInt64(text.utf8CodeUnitCount))
}

private func constant<Value>(_ value: Value) -> UnsafePointer<Value> {
    let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    pointer.initialize(to: value)
    return UnsafePointer(pointer)
}

private let table: UnsafePointer<trubuild_processor_entry_v1> = {
    var entry = trubuild_processor_entry_v1()
    entry.magic = TRUBUILD_MAGIC
    entry.struct_size = UInt32(MemoryLayout<trubuild_processor_entry_v1>.size)
    entry.abi_major = UInt32(TRUBUILD_ABI_MAJOR)
    entry.abi_minor = UInt32(TRUBUILD_ABI_MINOR)
    entry.describe = {
        var descriptor = trubuild_descriptor()
        descriptor.struct_size = UInt32(MemoryLayout<trubuild_descriptor>.size)
        descriptor.job_type_count = 1
        descriptor.job_types = constant(slice("test_trap_swift"))
        descriptor.id = slice("com.trubuild.test_trap_swift")
        descriptor.version = slice("1.0.0")
        return constant(descriptor)
    }
    entry.create = { _, _, _ in TRUBUILD_OK }
    entry.destroy = { _ in }
    entry.run = { _, run, _ in
        let attempts = [Int](repeating: 0, count: 1)
        // The index is not known at compile time.
        return Int32(attempts[Int(run!.pointee.attempt_no) + 5])
    }
    return constant(entry)
}()

@_cdecl("trubuild_processor_entry")
public func trubuildProcessorEntry(_ hostABI: UInt32) -> UnsafeRawPointer? {
    UnsafeRawPointer(table)
}

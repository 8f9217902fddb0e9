import CTrubuildProcessor
import Glibc
import Synchronization

/// The processors of this library, and the constant tables that describe them.
///
/// `describe` and `create` are C functions without a context argument, so each processor needs a pair of its own
/// (``EntryFunctions``): a slot.
final class Registry: Sendable {
    static let shared = Registry()

    /// @unchecked Sendable: the memory is written once, before it is published under the lock, and never freed.
    struct Entry: @unchecked Sendable {
        let type: any Processor.Type
        let descriptor: UnsafePointer<trubuild_descriptor>
        let table: UnsafePointer<trubuild_processor_entry_v1>
    }

    private let entries = Mutex<[Entry]>([])

    subscript(slot: Int) -> Entry? {
        entries.withLock { $0.indices.contains(slot) ? $0[slot] : nil }
    }

    func table(of type: any Processor.Type) -> UnsafePointer<trubuild_processor_entry_v1>? {
        entries.withLock { entries in
            if let known = entries.first(where: { ObjectIdentifier($0.type) == ObjectIdentifier(type) }) {
                return known.table
            }
            guard let functions = EntryFunctions.slot(entries.count) else {
                withSlice("ProcessorKit: \(type) is one processor too many for one program\n") {
                    _ = write(STDERR_FILENO, $0.ptr, Int($0.len))
                }
                return nil
            }
            let entry = Entry(
                type: type, descriptor: DescriptorMemory.make(type.description), table: functions.makeTable())
            entries.append(entry)
            return entry.table
        }
    }
}

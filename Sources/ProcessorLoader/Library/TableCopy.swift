/// Copies a struct of the other side into a zeroed one of ours: what it is too short for stays zero, what we do not know
/// is left out.
/// - Parameters:
///   - source: at least `size` readable bytes.
///   - size: the struct_size that its maker gave.
///   - zeroed: a struct whose bytes are all zero.
func copyTable<Table: BitwiseCopyable>(_ source: UnsafeRawPointer, size: UInt32, into zeroed: Table) -> Table {
    var table = zeroed
    withUnsafeMutableBytes(of: &table) { bytes in
        let known = UnsafeRawBufferPointer(start: source, count: min(Int(size), bytes.count))
        bytes.copyMemory(from: known)
    }
    return table
}

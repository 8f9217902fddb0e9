/// What a runner prints when its processor crashes for want of memory.
public enum MemoryRefusal {
    public static let start = "out of memory: the system refused an allocation"

    /// - Parameter limit: of the manifest, in bytes; 0 for none.
    public static func text(limit: UInt64) -> String {
        limit == 0 ? start : "\(start). The limit is \(limit >> 20) MiB (manifest: memory)"
    }
}

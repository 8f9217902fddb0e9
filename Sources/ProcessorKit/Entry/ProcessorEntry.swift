@_exported public import CTrubuildProcessor

/// What a library exports for the processor `P`.
public enum ProcessorEntry<P: Processor> {
    /// The table for `trubuild_processor_entry` to return: constant, and valid as long as the library is loaded.
    ///
    /// A library exports one processor. A test program may link up to 16; beyond that there is no table, and standard
    /// error says so.
    /// - Parameter hostABI: the newest version that the host knows, as it passes it.
    /// - Returns: nil when the host's major version is another one.
    public static func table(hostABI: UInt32) -> UnsafePointer<trubuild_processor_entry_v1>? {
        guard hostABI >> 16 == TRUBUILD_ABI_MAJOR else { return nil }
        return Registry.shared.table(of: P.self)
    }
}

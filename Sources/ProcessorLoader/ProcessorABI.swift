import CTrubuildProcessor

/// What this host offers to processors.
public enum ProcessorABI {
    public static let major = UInt32(TRUBUILD_ABI_MAJOR)
    public static let minor = UInt32(TRUBUILD_ABI_MINOR)

    /// As `trubuild_processor_entry` receives it.
    static let version = major << 16 | minor
}

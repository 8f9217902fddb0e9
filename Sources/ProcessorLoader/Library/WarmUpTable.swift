import CTrubuildProcessor

/// The processor's table of the extension "trubuild.warm-up/1".
enum WarmUpTable {
    /// nil when the processor has none.
    static func read(of processor: LoadedProcessor) throws(LoadError) -> trubuild_warm_up_v1? {
        guard let getExtension = processor.entry.get_extension else { return nil }
        var name = TRUBUILD_EXT_WARM_UP
        let source = name.withUTF8 { getExtension(trubuild_host_slice(ptr: $0.baseAddress, len: UInt64($0.count))) }
        guard let source else { return nil }
        let size = source.loadUnaligned(as: UInt32.self)
        let wanted = UInt32(MemoryLayout<trubuild_warm_up_v1>.size)
        let table = copyTable(source, size: size, into: trubuild_warm_up_v1())
        guard size >= wanted, table.warm_up != nil else {
            throw LoadError(
                code: "processor.warm_up_table",
                message: "the table of \(TRUBUILD_EXT_WARM_UP) of \(processor.name) has struct_size \(size) "
                    + "(\(wanted) was wanted) or no warm_up function. Fill both, or return null from get_extension()")
        }
        return table
    }
}

import CTrubuildProcessor

/// The checks of the table that `trubuild_processor_entry` returns.
enum EntryTable {
    /// Copies the table, or says field by field what is wrong with it.
    /// - Parameter source: at least the frozen head must be readable, and the rest as far as its struct_size says.
    static func read(_ source: UnsafeRawPointer, name: String) throws(LoadError) -> trubuild_processor_entry_v1 {
        let head = copyTable(source, size: headSize, into: trubuild_processor_entry_v1())
        guard head.magic == TRUBUILD_MAGIC else {
            throw LoadError(
                code: "abi.magic",
                message: "\(name) returned a table whose magic is \(hexadecimal(head.magic)), "
                    + "\(hexadecimal(TRUBUILD_MAGIC)) was wanted. Set .magic = TRUBUILD_MAGIC, and return the address of a "
                    + "static trubuild_processor_entry_v1")
        }
        guard head.abi_major == TRUBUILD_ABI_MAJOR else {
            throw LoadError(
                code: "abi.major",
                message: "\(name) is built for ABI \(head.abi_major).\(head.abi_minor), this host has "
                    + "\(TRUBUILD_ABI_MAJOR).\(TRUBUILD_ABI_MINOR); the first number must be the same. Compile it with the "
                    + "trubuild/processor.h of this host, or run it on a host of ABI \(head.abi_major)")
        }
        let wanted = UInt32(MemoryLayout<trubuild_processor_entry_v1>.size)
        guard head.struct_size >= wanted else {
            throw LoadError(
                code: "abi.size",
                message: "\(name) returned a table whose struct_size is \(head.struct_size), at least \(wanted) was "
                    + "wanted. Set .struct_size = sizeof(trubuild_processor_entry_v1)")
        }
        let table = copyTable(source, size: head.struct_size, into: trubuild_processor_entry_v1())
        let missing = missingFunctions(of: table)
        guard missing.isEmpty else {
            throw LoadError(
                code: "abi.functions",
                message: "\(name) returned a table where \(missing.joined(separator: ", ")) is null. "
                    + "Only get_extension may be null: set the others")
        }
        return table
    }

    /// magic, struct_size, abi_major, abi_minor, abi_flags: the same in every version.
    private static let headSize: UInt32 = 24

    private static func missingFunctions(of table: trubuild_processor_entry_v1) -> [String] {
        var missing: [String] = []
        if table.describe == nil { missing.append("describe") }
        if table.create == nil { missing.append("create") }
        if table.destroy == nil { missing.append("destroy") }
        if table.run == nil { missing.append("run") }
        return missing
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}

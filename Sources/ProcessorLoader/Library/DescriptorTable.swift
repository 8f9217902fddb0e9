import CTrubuildProcessor
import JSONText
import RunnerProtocol

/// The checks of what `describe()` returns. All faults are named at once.
struct DescriptorTable {
    private static let maximumCount: UInt32 = 64
    private static let nameBytes: UInt64 = 100
    private static let versionBytes: UInt64 = 64
    private static let summaryBytes: UInt64 = 1 << 10
    private static let schemaBytes: UInt64 = 1 << 20

    private var faults: [String] = []

    /// Copies the descriptor into Swift.
    /// - Parameter source: what `describe()` returned.
    static func read(
        _ source: UnsafePointer<trubuild_descriptor>?, entry: trubuild_processor_entry_v1, name: String
    ) throws(LoadError) -> ProcessorDescriptor {
        guard let source else {
            throw LoadError(
                code: "descriptor.null",
                message: "describe() of \(name) returned null. Return the address of a static trubuild_descriptor")
        }
        let size = source.pointee.struct_size
        let wanted = UInt32(MemoryLayout<trubuild_descriptor>.size)
        guard size >= wanted else {
            throw LoadError(
                code: "descriptor.size",
                message: "the descriptor of \(name) has struct_size \(size), at least \(wanted) was wanted. "
                    + "Set .struct_size = sizeof(trubuild_descriptor)")
        }
        let table = copyTable(source, size: size, into: trubuild_descriptor())
        var reader = DescriptorTable()
        let descriptor = reader.descriptor(table, entry)
        guard reader.faults.isEmpty else {
            throw LoadError(
                code: "descriptor.invalid",
                message: "the descriptor of \(name) is not right: \(reader.faults.joined(separator: "; "))")
        }
        try checkExtensions(descriptor.requiredExtensions, name: name)
        return descriptor
    }

    static func checkExtensions(
        _ required: [String], name: String, available: [String] = HostTable.extensionNames
    ) throws(LoadError) {
        let missing = required.filter { !available.contains($0) }
        guard missing.isEmpty else {
            throw LoadError(
                code: "abi.extension",
                message: "\(name) requires \(missing.joined(separator: ", ")), which this host does not have. It has "
                    + "\(available.joined(separator: ", ")). Use a newer host, or ask for the extension at run "
                    + "time with get_extension() and do without it")
        }
    }

    private mutating func descriptor(
        _ table: trubuild_descriptor, _ entry: trubuild_processor_entry_v1
    ) -> ProcessorDescriptor {
        if table.job_type_count == 0 { faults.append("job_type_count is 0, at least one job type is wanted") }
        let jobTypes = names(table.job_types, table.job_type_count, field: "job_types")
        let repeated = Set(jobTypes.filter { type in jobTypes.count { $0 == type } > 1 })
        for type in repeated.sorted() { faults.append("the job type \"\(type)\" is listed twice") }
        return ProcessorDescriptor(
            id: name(table.id, field: "id"),
            version: text(table.version, field: "version", limit: Self.versionBytes, mayBeEmpty: false),
            summary: text(table.summary, field: "summary", limit: Self.summaryBytes, mayBeEmpty: true),
            jobTypes: jobTypes,
            payloadSchema: schema(table.payload_schema),
            requiredExtensions: extensions(table),
            abiMajor: entry.abi_major, abiMinor: entry.abi_minor)
    }

    private mutating func extensions(_ table: trubuild_descriptor) -> [String] {
        let slices = slices(table.required_extensions, table.required_extension_count, field: "required_extensions")
        return slices.enumerated().map { index, slice in
            text(slice, field: "required_extensions[\(index)]", limit: Self.nameBytes, mayBeEmpty: false)
        }
    }

    private mutating func names(
        _ start: UnsafePointer<trubuild_plugin_slice>?, _ count: UInt32, field: String
    ) -> [String] {
        slices(start, count, field: field).enumerated().map { index, slice in
            name(slice, field: "\(field)[\(index)]")
        }
    }

    private mutating func slices(
        _ start: UnsafePointer<trubuild_plugin_slice>?, _ count: UInt32, field: String
    ) -> UnsafeBufferPointer<trubuild_plugin_slice> {
        let none = UnsafeBufferPointer<trubuild_plugin_slice>(start: nil, count: 0)
        guard count > 0 else { return none }
        guard count <= Self.maximumCount else {
            faults.append("the count of \(field) is \(count), at most \(Self.maximumCount) are allowed")
            return none
        }
        guard let start else {
            faults.append("\(field) is null and its count is \(count)")
            return none
        }
        return UnsafeBufferPointer(start: start, count: Int(count))
    }

    /// A text of letters, digits, '.', '_' and '-'.
    private mutating func name(_ slice: trubuild_plugin_slice, field: String) -> String {
        let faultCount = faults.count
        let name = text(slice, field: field, limit: Self.nameBytes, mayBeEmpty: false)
        if faults.count == faultCount, !name.utf8.allSatisfy(NameCharacters.contains) {
            faults.append("\(field) is \"\(name)\", only A-Z a-z 0-9 . _ - are allowed")
        }
        return name
    }

    private mutating func text(
        _ slice: trubuild_plugin_slice, field: String, limit: UInt64, mayBeEmpty: Bool
    ) -> String {
        if slice.len > limit {
            faults.append("\(field) has \(slice.len) bytes, at most \(limit) are allowed")
        } else if slice.len == 0, !mayBeEmpty {
            faults.append("\(field) is empty")
        } else if let text = HostText.string(of: slice, limit: Int(limit)) {
            return text
        } else {
            faults.append(slice.ptr == nil ? "\(field) has a length and no address" : "\(field) is not UTF-8")
        }
        return ""
    }

    private mutating func schema(_ slice: trubuild_plugin_slice) -> String {
        let text = text(slice, field: "payload_schema", limit: Self.schemaBytes, mayBeEmpty: true)
        guard !text.isEmpty else { return "" }
        do {
            return try JSONText(checking: text, requiring: .object).description
        } catch {
            faults.append("payload_schema is not a JSON object: \(error)")
            return ""
        }
    }
}

/// What names in the ABI are made of: ids, job types, artifact types.
enum NameCharacters {
    static func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

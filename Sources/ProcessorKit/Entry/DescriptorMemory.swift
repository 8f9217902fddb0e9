import CTrubuildProcessor

/// Makes the C form of a description. The memory is leaked on purpose: the host may read it as long as the library is
/// loaded, and libraries are never unloaded.
enum DescriptorMemory {
    static func make(_ description: ProcessorDescription) -> UnsafePointer<trubuild_descriptor> {
        let memory = UnsafeMutablePointer<trubuild_descriptor>.allocate(capacity: 1)
        var descriptor = trubuild_descriptor()
        descriptor.struct_size = UInt32(MemoryLayout<trubuild_descriptor>.size)
        descriptor.job_type_count = UInt32(description.jobTypes.count)
        descriptor.job_types = slices(description.jobTypes)
        descriptor.id = slice(description.id)
        descriptor.version = slice(description.version)
        descriptor.summary = slice(description.summary)
        descriptor.payload_schema = slice(description.payloadSchema)
        descriptor.required_extension_count = UInt32(description.requiredExtensions.count)
        descriptor.required_extensions = slices(description.requiredExtensions)
        memory.initialize(to: descriptor)
        return UnsafePointer(memory)
    }

    private static func slice(_ text: String) -> trubuild_plugin_slice {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = bytes.initialize(from: text.utf8)
        return trubuild_plugin_slice(UnsafeBufferPointer(bytes))
    }

    private static func slices(_ texts: [String]) -> UnsafePointer<trubuild_plugin_slice>? {
        let memory = UnsafeMutableBufferPointer<trubuild_plugin_slice>.allocate(capacity: texts.count)
        _ = memory.initialize(from: texts.map(slice))
        return UnsafePointer(memory.baseAddress)
    }
}

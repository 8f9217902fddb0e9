import CTrubuildProcessor
public import RunnerProtocol

/// A processor's library in this process, checked and described. It stays loaded until the process ends.
///
/// The thread that calls ``load(_:)`` and ``makeInstance(config:emit:)`` is the *load-thread* of the ABI.
public final class LoadedProcessor: @unchecked Sendable {
    // @unchecked: all stored properties are constants; `entry` holds C function pointers that stay valid for ever.

    public let descriptor: ProcessorDescriptor
    let entry: trubuild_processor_entry_v1
    /// For messages.
    let name: String

    private init(entry: trubuild_processor_entry_v1, descriptor: ProcessorDescriptor, name: String) {
        self.entry = entry
        self.descriptor = descriptor
        self.name = name
    }

    /// Loads the library, checks its table and asks what it is. Makes no instance; `config` is not used.
    ///
    /// Runs code of the library: its constructors, the entry function and `describe`. Loading a file twice is possible and
    /// shares its globals; loading another file under the same path loads that file.
    /// - Throws: ``LoadError`` with what the library has, what is wanted and how to get there.
    public static func load(_ request: LoadRequest) throws(LoadError) -> LoadedProcessor {
        let library = try DynamicLibrary(path: request.libraryPath)
        let entryFunction = try library.entryFunction()
        guard let source = entryFunction(ProcessorABI.version) else {
            throw LoadError(
                code: "abi.refused",
                message: "\(library.name) returned null: it says that it cannot work with a host of ABI "
                    + "\(TRUBUILD_ABI_MAJOR).\(TRUBUILD_ABI_MINOR). Use a newer host, or a build of the library for this ABI"
            )
        }
        let entry = try EntryTable.read(source, name: library.name)
        // EntryTable refuses a table without it.
        let descriptor = try DescriptorTable.read(entry.describe(), entry: entry, name: library.name)
        return LoadedProcessor(entry: entry, descriptor: descriptor, name: library.name)
    }

    /// Makes an instance, and warms it up when the library can.
    ///
    /// - Parameters:
    ///   - config: the manifest's `config`, a JSON object.
    ///   - emit: gets progress, log, artifact and checkpoint frames, on any thread, in order for each run. Called while the
    ///     run's lock is held: it must not wait for long, and must not call the instance except
    ///     ``ProcessorInstance/cancel(serial:reason:)``.
    /// - Throws: what `create` or `warm_up` said.
    public func makeInstance(
        config: [UInt8], emit: @escaping @Sendable (RunnerFrame) -> Void
    ) throws(LoadError) -> ProcessorInstance {
        try ProcessorInstance(of: self, config: config, emit: emit)
    }
}

import ProcessorKit
import ProcessorTestKit
import Testing

private struct NumberedConfig: Decodable {
    struct Limits: Decodable { var pages: Int }
    var limits: Limits
}

private struct ConfiguredProcessor: Processor {
    static let description = ProcessorDescription(
        id: "com.example.configured", version: "1", summary: "", jobTypes: ["configured"])
    let config: NumberedConfig

    init(config: NumberedConfig) throws {
        guard config.limits.pages > 0 else {
            throw ProcessorError.permanent(code: "config.pages", "limits.pages is \(config.limits.pages), wanted > 0")
        }
        self.config = config
    }

    func warmUp() async throws {
        await Task.yield()
        if config.limits.pages == 13 { throw ProcessorError.permanent(code: "warm.up", "13 is not liked") }
    }

    func run(_ run: ProcessorRun) async throws {
        try run.writeArtifact("result", ["pages": config.limits.pages])
    }
}

@Suite("The entry table of a processor written in Swift")
struct EntryTests {
    private let current = TRUBUILD_ABI_MAJOR << 16 | TRUBUILD_ABI_MINOR

    @Test("Another major version of the host gets no table, another minor version does")
    func majorVersion() {
        #expect(ProcessorEntry<ScriptedProcessor>.table(hostABI: (TRUBUILD_ABI_MAJOR + 1) << 16) == nil)
        #expect(ProcessorEntry<ScriptedProcessor>.table(hostABI: 0) == nil)
        #expect(ProcessorEntry<ScriptedProcessor>.table(hostABI: current + 7) != nil)
    }

    @Test("The head is that of the ABI, and each processor has one table of its own")
    func head() throws {
        let table = try #require(ProcessorEntry<ScriptedProcessor>.table(hostABI: current))
        #expect(table.pointee.magic == TRUBUILD_MAGIC)
        #expect(table.pointee.struct_size == UInt32(MemoryLayout<trubuild_processor_entry_v1>.size))
        #expect(table.pointee.abi_major == TRUBUILD_ABI_MAJOR)
        #expect(table == ProcessorEntry<ScriptedProcessor>.table(hostABI: current))
        #expect(table != ProcessorEntry<ConfiguredProcessor>.table(hostABI: current))
    }

    @Test("describe() gives what the processor says of itself")
    func describes() throws {
        let table = try #require(ProcessorEntry<ScriptedProcessor>.table(hostABI: current))
        let descriptor = try #require(table.pointee.describe()?.pointee)
        func text(_ slice: trubuild_plugin_slice) -> String {
            String(decoding: UnsafeBufferPointer(start: slice.ptr, count: Int(slice.len)), as: UTF8.self)
        }
        #expect(descriptor.struct_size == UInt32(MemoryLayout<trubuild_descriptor>.size))
        #expect(text(descriptor.id) == "com.example.scripted")
        #expect(text(descriptor.version) == "1.2.3")
        #expect(text(descriptor.summary) == "Does what the test says")
        #expect(text(descriptor.payload_schema) == #"{"type":"object"}"#)
        #expect((0..<Int(descriptor.job_type_count)).map { text(descriptor.job_types[$0]) } == ["scripted", "other"])
        #expect(descriptor.required_extension_count == 1)
        #expect(text(descriptor.required_extensions.pointee) == TRUBUILD_EXT_CHECKPOINT)
        #expect(table.pointee.describe() == table.pointee.describe())
    }

    @Test("The manifest's config reaches the processor")
    func config() async throws {
        let result = try await TestHost(config: #"{"limits":{"pages":7},"unknown":1}"#).run(ConfiguredProcessor.self)
        #expect(try result.artifact("result") == ["pages": 7])
    }

    @Test(
        "A config that does not fit refuses to serve and names the key",
        arguments: [
            (#"{"limits":{"pages":"many"}}"#, "limits.pages"), (#"{"limits":{}}"#, "limits.pages: missing"),
            (#"{"limits":null}"#, "limits"), ("[]", "(top level)"), (#"{"limits":"#, "(top level)"),
        ])
    func badConfig(_ config: String, _ named: String) async throws {
        let error = await #expect(throws: TestLoadError.self) {
            _ = try await TestHost(config: config).run(ConfiguredProcessor.self)
        }
        #expect(error?.code == "config.invalid")
        #expect(error?.message.contains(named) == true, "\(error?.message ?? "")")
    }

    @Test("An error of init or warmUp refuses to serve with its own code")
    func refuses() async throws {
        await #expect(throws: TestLoadError(code: "config.pages", message: "limits.pages is 0, wanted > 0")) {
            _ = try await TestHost(config: #"{"limits":{"pages":0}}"#).run(ConfiguredProcessor.self)
        }
        await #expect(throws: TestLoadError(code: "warm.up", message: "13 is not liked")) {
            _ = try await TestHost(config: #"{"limits":{"pages":13}}"#).run(ConfiguredProcessor.self)
        }
    }

    @Test("A host that knows less than this header is read no further than it says")
    func shorterHost() throws {
        let table = try #require(ProcessorEntry<ScriptedProcessor>.table(hostABI: current))
        // A host whose struct ends behind `version`: its function pointers hold garbage and must not be called.
        var host = trubuild_host()
        host.magic = TRUBUILD_MAGIC
        host.struct_size = UInt32(try #require(MemoryLayout<trubuild_host>.offset(of: \.is_cancelled)))
        host.abi_major = TRUBUILD_ABI_MAJOR
        host.is_cancelled = { _ in fatalError("read beyond the host's struct") }
        host.set_error = { _, _, _ in fatalError("read beyond the host's struct") }
        let payload = [UInt8]("no such script".utf8)
        var instance: OpaquePointer?
        let outcome = payload.withUnsafeBufferPointer { bytes -> Int32 in
            var run = trubuild_run()
            run.struct_size = UInt32(MemoryLayout<trubuild_run>.size)
            run.payload = trubuild_host_slice(ptr: bytes.baseAddress, len: UInt64(bytes.count))
            let config = Array("{}".utf8)
            let made = config.withUnsafeBufferPointer {
                table.pointee.create(&host, trubuild_host_slice(ptr: $0.baseAddress, len: 2), &instance)
            }
            #expect(made == TRUBUILD_OK)
            return table.pointee.run(instance, &run, &host)
        }
        table.pointee.destroy(instance)
        #expect(outcome == TRUBUILD_PERMANENT)
    }
}

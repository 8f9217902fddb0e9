import Foundation
import RunnerProtocol
import TestKit
import Testing

@testable import ProcessorLoader

@Suite("Libraries that are refused")
struct RefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let source: String
        let code: String
        let phrases: [String]

        var testDescription: String { source }
    }

    static let refusals = [
        Refusal(
            source: "bad_magic.c", code: "abi.magic",
            phrases: ["0x0BADF00D", "0x52504254", ".magic = TRUBUILD_MAGIC"]),
        Refusal(
            source: "bad_major.c", code: "abi.major",
            phrases: ["built for ABI 2.3", "this host has 1.1", "Compile it with the trubuild/processor.h"]),
        Refusal(source: "small_struct.c", code: "abi.size", phrases: ["struct_size is 24", "at least 64", "sizeof("]),
        Refusal(
            source: "missing_function.c", code: "abi.functions", phrases: ["where run is null", "Only get_extension"]),
        Refusal(
            source: "no_symbol.c", code: "library.no_symbol",
            phrases: ["does not export trubuild_processor_entry", "nm -D", "TRUBUILD_EXPORT"]),
        Refusal(source: "mangled.c", code: "library.no_symbol", phrases: ["C++ name", "extern \"C\""]),
        Refusal(source: "null_entry.c", code: "abi.refused", phrases: ["returned null", "ABI 1.1"]),
        Refusal(
            source: "undefined_symbol.c", code: "library.dependency",
            phrases: ["trubuild_test_function_that_is_nowhere", "ldd -r"]),
        Refusal(
            source: "needs_extension.c", code: "abi.extension",
            phrases: ["requires trubuild.teleport/1", "It has trubuild.checkpoint/1, trubuild.cancel-fd/1"]),
        Refusal(
            source: "bad_descriptor.c", code: "descriptor.invalid",
            phrases: [
                #"job_types[0] is "has space", only A-Z a-z 0-9 . _ - are allowed"#,
                #"the job type "twice" is listed twice"#, #"id is "not/an/id""#, "version has a length and no address",
                "summary is not UTF-8", "payload_schema is not a JSON object",
                "the count of required_extensions is 65, at most 64 are allowed",
            ]),
    ]

    @Test("A library that does not fit is refused with what it has, what is wanted and what to do", arguments: refusals)
    func refused(refusal: Refusal) async throws {
        let path = try await ProcessorCompiler.library(refusal.source)
        let error = try #require(throws: LoadError.self) { try LoadedProcessor.load(.test(path)) }
        #expect(error.code == refusal.code)
        for phrase in refusal.phrases { #expect(error.message.contains(phrase), "\(error.message)") }
        #expect(error.message.contains(path), "\(error.message)")
    }

    @Test("A create() that refuses is quoted")
    func create() async throws {
        let processor = try LoadedProcessor.load(.test(try await ProcessorCompiler.library("bad_create.c")))
        let log = FrameLog()
        let error = try #require(throws: LoadError.self) {
            try processor.makeInstance(config: Array("{}".utf8)) { log.append($0) }
        }
        #expect(error.code == "processor.create_failed")
        #expect(error.message.contains("create() of "))
        #expect(error.message.contains("returned 3: config has no \"key\""))
        #expect(error.message.hasSuffix("[test.no_key]"))
        #expect(log.frames == [.log(serial: 0, level: .warning, message: "about to refuse")])
    }

    @Test("A warm-up that fails is quoted, and its instance destroyed")
    func warmUp() async throws {
        let processor = try LoadedProcessor.load(.test(try await ProcessorCompiler.library("warm_up.c")))
        let log = FrameLog()
        let error = try #require(throws: LoadError.self) {
            try processor.makeInstance(config: Array(#"{"fail":true}"#.utf8)) { log.append($0) }
        }
        #expect(error.code == "processor.warm_up_failed")
        #expect(error.message.contains("the model is not there [test.no_model]"))
        #expect(log.logLines == ["warming up", "destroyed"])
    }

    @Test("A file that is no library is told from one that is missing")
    func files() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trubuild-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func refusal(of content: [UInt8]?) throws -> LoadError {
            let file = folder.appending(path: UUID().uuidString)
            if let content { try Data(content).write(to: file) }
            return try #require(throws: LoadError.self) { try LoadedProcessor.load(.test(file.path)) }
        }
        #expect(try refusal(of: nil).code == "library.missing")
        let script = try refusal(of: Array("#!/bin/sh".utf8))
        #expect(script.code == "library.not_elf")
        #expect(script.message.contains("it begins with 23 21 2f 62"))
        #expect(script.message.contains("cc -shared -fPIC"))
        #expect(try refusal(of: []).message.contains("the file is empty"))
        #expect(try refusal(of: [0x7F, 0x45, 0x4C, 0x46, 2]).message.contains("only 5 bytes"))

        var header = Array(try Data(contentsOf: URL(filePath: await ProcessorCompiler.library("echo.c"))).prefix(64))
        header[18] = 243
        #expect(try refusal(of: header).code == "library.machine")
        #expect(throws: LoadError.self) { try LoadedProcessor.load(.test(folder.path)) }
    }

    @Test("Another file under a path that was loaded before is loaded, not the old one")
    func replacedFile() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "trubuild-\(UUID().uuidString).so").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for (source, id) in [("echo.c", "com.trubuild.test-echo"), ("threads.c", "com.trubuild.test_threads")] {
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: try await ProcessorCompiler.library(source), toPath: path)
            #expect(try LoadedProcessor.load(.test(path)).descriptor.id == id)
        }
    }

    @Test("A library that requires earlier artifacts loads here, and a host from before them refuses it")
    func requiredExtension() async throws {
        let request = LoadRequest.test(try await ProcessorCompiler.library("earlier.c"))
        let required = try LoadedProcessor.load(request).descriptor.requiredExtensions
        #expect(required == ["trubuild.earlier-artifacts/1"])
        let refusal = try #require(throws: LoadError.self) {
            try DescriptorTable.checkExtensions(
                required, name: "earlier.so", available: ["trubuild.checkpoint/1", "trubuild.cancel-fd/1"])
        }
        #expect(refusal.code == "abi.extension")
        #expect(refusal.message.contains("requires trubuild.earlier-artifacts/1, which this host does not have"))
    }
}

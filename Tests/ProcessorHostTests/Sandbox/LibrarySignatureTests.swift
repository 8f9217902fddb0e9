import Foundation
import TestKit
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("with signed libraries")
    struct Signatures {
        @Test("serves one that openssl has signed, and refuses it unsigned, changed, or signed by another")
        func signed() async throws {
            let fixture = try HostFixture()
            try await fixture.install("echo.c")
            // The commands of docs/sandbox.md.
            let script = """
                cd "$0"; openssl genpkey -algorithm ed25519 -out key.pem; openssl genpkey -algorithm ed25519 -out other.pem
                openssl pkey -in key.pem -pubout -outform DER | tail -c 32 | base64 > key.txt
                openssl pkey -in other.pem -pubout -outform DER | tail -c 32 | base64 > other.txt
                openssl pkeyutl -sign -rawin -inkey key.pem -in Plugins/echo.so -out Plugins/echo.so.sig
                """
            let failure = try await ProcessorCompiler.failure(of: "sh", ["-ec", script, fixture.folder.path])
            #expect(failure == nil)
            func key(_ name: String) throws -> String {
                try String(contentsOf: fixture.folder.appending(path: name), encoding: .utf8)
                    .trimmingCharacters(in: .whitespacesAndNewlines)
            }
            func refusal(_ keys: String...) async throws -> RefusedProcessor? {
                let list = keys.map { "\"\($0)\"" }.joined(separator: ", ")
                try fixture.write(["echo"], keys: ["echo": "\"signed_by\": [\(list)]"])
                let host = try await fixture.start()
                defer { host.abandon() }
                return host.refused.first
            }
            var refused = try await refusal(key("key.txt"))
            #expect(refused == nil)
            refused = try await refusal(key("other.txt"), key("key.txt"))
            #expect(refused == nil)
            let other = try await refusal(key("other.txt"))
            #expect(other?.code == "library.signature")
            #expect(other?.reason.contains("openssl pkeyutl -sign -rawin -inkey key.pem -in ") == true)
            let library = fixture.plugins.appending(path: "echo.so")
            try (Data(contentsOf: library) + [0]).write(to: library)
            refused = try await refusal(key("key.txt"))
            #expect(refused?.code == "library.signature")
            try FileManager.default.removeItem(at: fixture.plugins.appending(path: "echo.so.sig"))
            refused = try await refusal(key("key.txt"))
            #expect(refused?.reason.contains("echo.so.sig cannot be opened") == true)
        }
    }
}

import Foundation
import JSONText
import Testing

@testable import trubuild_host

@Suite("The payload of exec")
struct PayloadOptionTests {
    private func read(_ option: String) throws -> String {
        String(decoding: try PayloadOption.read(option, packageID: "clinic \"A\"").bytes, as: UTF8.self)
    }

    @Test("Gets the package's id where it has none, and keeps the order of its members")
    func order() throws {
        #expect(try read("{}") == #"{"package_id":"clinic \"A\""}"#)
        #expect(try read(#" {"z":1,"a":{"y":2,"b":3}}"#) == #" {"package_id":"clinic \"A\"","z":1,"a":{"y":2,"b":3}}"#)
        #expect(try read(#"{"package_id":"p","z":1}"#) == #"{"package_id":"p","z":1}"#)
    }

    @Test("Comes from a file")
    func file() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "payload-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(#"{"package_id":"p"}"#.utf8).write(to: file)
        #expect(try read("@\(file.path)") == #"{"package_id":"p"}"#)
    }

    @Test("Says what was wanted", arguments: ["", "[]", "3", "{", "@/no/such/file", "nonsense"])
    func refused(_ option: String) {
        #expect(throws: (any Error).self) { try read(option) }
    }
}

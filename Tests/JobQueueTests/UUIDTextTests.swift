import Foundation
import Testing

@testable import JobQueue

@Suite struct UUIDTextTests {
    private func read(_ text: String) -> UUID? { Array(text.utf8).withUnsafeBytes { UUID(text: $0) } }

    @Test func `Writes and reads what PostgreSQL does`() {
        for _ in 0..<1_000 {
            let id = UUID()
            #expect(id.text == id.uuidString.lowercased())
            #expect(read(id.text) == id)
            #expect(read(id.uuidString) == id)
        }
    }

    @Test(
        arguments: [
            "", "0", "00000000-0000-0000-0000-00000000000", "00000000-0000-0000-0000-0000000000000",
            "00000000-0000-0000-0000-00000000000g", "000000000000-0000-0000-0000-00000000",
            "{0000000-0000-0000-0000-00000000000}",
            "00000000_0000_0000_0000_000000000000",
        ])
    func `Reads nothing else`(text: String) {
        #expect(read(text) == nil)
    }
}

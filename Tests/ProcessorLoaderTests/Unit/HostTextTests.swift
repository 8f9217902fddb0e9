import CTrubuildProcessor
import Testing

@testable import ProcessorLoader

@Suite("HostText")
struct HostTextTests {
    private func string(_ bytes: [UInt8], limit: Int) -> String? {
        bytes.withUnsafeBufferPointer { bytes in
            HostText.string(of: trubuild_plugin_slice(ptr: bytes.baseAddress, len: UInt64(bytes.count)), limit: limit)
        }
    }

    @Test("A text is cut between two characters, wherever the limit falls")
    func cuts() {
        let text = "aé€😀z"
        let prefixes = ["", "a", "a", "aé", "aé", "aé", "aé€", "aé€", "aé€", "aé€", "aé€😀", "aé€😀z", "aé€😀z"]
        for (limit, prefix) in prefixes.enumerated() {
            #expect(string(Array(text.utf8), limit: limit) == prefix)
            #expect(HostText.cut(text, limit: limit) == prefix)
        }
    }

    @Test("What is behind the cut is not looked at, and a length without an address is refused")
    func behindTheCut() {
        let slice = trubuild_plugin_slice(ptr: nil, len: 5)
        #expect(HostText.string(of: slice, limit: 10) == nil)
        #expect(string([0x61, 0x62, 0xFF], limit: 2) == "ab")
        #expect(string([0x61, 0x62, 0xFF], limit: 3) == nil)
    }

    @Test("U+0000 is dropped")
    func zeros() {
        #expect(string([0x61, 0, 0x62, 0], limit: 10) == "ab")
    }
}

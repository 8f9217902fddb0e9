import Foundation
import SystemPackage
import Testing

@testable import TenderKit

@Suite struct TenderConfigTests {
    private func decode(_ text: String) throws -> TenderConfig {
        try JSONDecoder().decode(TenderConfig.self, from: Data(text.utf8))
    }

    @Test func `has a cache unless told otherwise`() throws {
        #expect(try decode("{}") == TenderConfig())
        #expect(try decode(#"{"something": 1}"#).documentCache == .folder(nil, maxBytes: 1 << 30))
        #expect(try decode(#"{"document_cache": "off"}"#).documentCache == .off)
        #expect(
            try decode(#"{"document_cache": {"folder": "/var/cache/trubuild", "max_bytes": 4294967296}}"#).documentCache
                == .folder("/var/cache/trubuild", maxBytes: 4 << 30))
        #expect(
            try decode(#"{"document_cache": {"max_bytes": 1048576}}"#).documentCache == .folder(nil, maxBytes: 1 << 20))
    }

    @Test(arguments: [
        #""on""#, "true", "[]", #"{"folder": "relative"}"#, #"{"folder": 3}"#, #"{"max_bytes": 1000}"#,
        #"{"max_bytes": "1G"}"#,
    ])
    func `refuses what it does not understand`(value: String) {
        #expect(throws: DecodingError.self) { try decode(#"{"document_cache": \#(value)}"#) }
    }
}

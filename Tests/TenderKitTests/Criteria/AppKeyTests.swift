import Testing

@testable import TenderKit

@Suite struct AppKeyTests {
    @Test func `the App's key keeps Latin letters and digits`() {
        #expect(AppKey.of("  ISO-9001 (Quality) ") == "iso 9001 quality")
        #expect(AppKey.of("الخبرة") == "")
    }
}

import Testing

@testable import Worker

@Suite struct ErrorTextTests {
    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    @Test(arguments: [
        ("cannot reach postgresql://app:secret@db:5432/jobs now", "cannot reach postgresql://app:***@db:5432/jobs now"),
        ("\"postgres://app:a@b%c@db\"", "\"postgres://app:***@db\""),
        ("host=db password=secret user=x", "host=db password=*** user=x"),
        ("host=db PASSWORD='secret'", "host=db PASSWORD=***"),
        ("cannot reach postgresql://app@db/jobs", "cannot reach postgresql://app@db/jobs"),
        ("see https://example.org/a:b", "see https://example.org/a:b"),
        ("password=", "password="),
    ])
    func `Passwords are hidden, the rest is kept`(text: String, shown: String) {
        #expect(safeText(of: Failure(description: text)) == shown)
    }
}

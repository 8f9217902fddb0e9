import Testing

@testable import ProcessorHost

/// A manifest that is refused, and the message about it.
struct RefusedManifest: Sendable, CustomTestStringConvertible {
    let title: String
    let text: String
    let message: String

    var testDescription: String { title }

    static let all = [
        RefusedManifest(
            title: "a comma too many",
            text: "{\n  \"version\": 1,\n}",
            message: """
                /m/processors.json: 1 problem
                  - line 3: found "}" at column 1
                    wanted: another value after the comma
                    fix:    correct the JSON there
                """),
        RefusedManifest(
            title: "the end is missing",
            text: "{\"version\": 1",
            message: """
                /m/processors.json: 1 problem
                  - line 1: found the end of the file at column 14
                    wanted: "," or "}"
                    fix:    correct the JSON there
                """),
        RefusedManifest(
            title: "no object",
            text: "[]",
            message: """
                /m/processors.json: 1 problem
                  - line 1: found an empty list
                    wanted: an object
                    fix:    write {"version": 1, "processors": [ … ]}
                """),
        RefusedManifest(
            title: "another version",
            text: #"{"version": 2}"#,
            message: """
                /m/processors.json: 1 problem
                  - line 1, key "version": found the number 2
                    wanted: 1, the only version there is
                    fix:    write "version": 1
                """),
        RefusedManifest(
            title: "retry delays that cannot grow",
            text:
                #"{"version": 1, "processors": [{"name": "a", "library": "a", "retry_delay": 9, "retry_max_delay": "3s"}]}"#,
            message: """
                /m/processors.json: 1 problem
                  - line 1, entry 1 ("a"), key "retry_max_delay": found the string "3s"
                    wanted: no less than retry_delay, from which the delays grow
                    fix:    make it longer, or leave it out
                """),
        RefusedManifest(
            title: "a slip in a key",
            text: #"{"version": 1, "processors": [{"name": "a", "library": "a", "max-attemps": 3}]}"#,
            message: """
                /m/processors.json: 1 problem
                  - line 1, entry 1 ("a"), key "max-attemps": found an unknown key
                    wanted: one of name, job_types, library, concurrency, timeout, stall_timeout, max_attempts, retry_delay, \
                retry_max_delay, placement, environment, sha256, signed_by, config, limits, sandbox, network, memory, cpu, \
                files, processes, scratch, cache, read, write
                    fix:    did you mean "max_attempts"?
                """),
        RefusedManifest(
            title: "values of the wrong kind, all shown at once",
            text: """
                {"version": 1, "processors": [
                  {"name": "a b", "library": "", "concurrency": "two"},
                  {"library": "x", "timeout": "soon", "max_attempts": 1.5, "placement": "proces",
                   "environment": ["A=1", "DATABASE_URL"], "sha256": "12", "config": []},
                  7
                ]}
                """,
            message: """
                /m/processors.json: 12 problems
                  - line 2, entry 1 ("a b"), key "name": found the string "a b"
                    wanted: 1 to 64 characters of A-Z a-z 0-9 . _ -
                    fix:    use a shorter, plainer name
                  - line 2, entry 1 ("a b"), key "library": found the string ""
                    wanted: the path of a shared library, or its bare name in Plugins/
                    fix:    write "library": "NAME" for Plugins/NAME.so
                  - line 2, entry 1 ("a b"), key "concurrency": found the string "two"
                    wanted: a whole number from 1 to 1024
                    fix:    write "concurrency": 2
                  - line 3, entry 2, key "name": found no such key
                    wanted: 1 to 64 characters of A-Z a-z 0-9 . _ -
                    fix:    write "name": "summary"
                  - line 3, entry 2, key "timeout": found the string "soon"
                    wanted: a number of seconds above 0, or a string like "250ms", "30s", "10m", "2h"
                    fix:    write "timeout": "30m"
                  - line 3, entry 2, key "max_attempts": found the number 1.5
                    wanted: a whole number from 1 to 100
                    fix:    write "max_attempts": 3
                  - line 3, entry 2, key "placement": found the string "proces"
                    wanted: "process" or "in-process"
                    fix:    did you mean "process"?
                  - line 4, entry 2, key "environment": found the string "A=1"
                    wanted: a list of names of environment variables
                    fix:    write "environment": ["HTTPS_PROXY"]; values come from the host's own environment
                  - line 4, entry 2, key "environment": found the string "DATABASE_URL"
                    wanted: no access to the database for a processor
                    fix:    remove it
                  - line 4, entry 2, key "sha256": found a string of 2 characters
                    wanted: 64 hexadecimal digits
                    fix:    write what `sha256sum FILE` prints
                  - line 4, entry 2, key "config": found an empty list
                    wanted: an object, handed to the processor as it is
                    fix:    write "config": {"key": value}
                  - line 5, entry 3: found the number 7
                    wanted: an object
                    fix:    write {"name": …, "library": …}
                """),
        RefusedManifest(
            title: "two processors for one job type, one of them by its short name",
            text: """
                {"version": 1, "processors": [
                  {"name": "a", "library": "a", "job_types": ["tech_rfp_summary"]},
                  {"name": "b", "library": "b", "job_types": ["summary"]}]}
                """,
            message: """
                /m/processors.json: 1 problem
                  - line 3, entry 2 ("b"), key "job_types": found "tech_rfp_summary", which entry 1 ("a") in line 2 \
                serves, too
                    wanted: one processor for a job type
                    fix:    remove "tech_rfp_summary" from one of the two
                """),
        RefusedManifest(
            title: "one name, one key and one type twice",
            text: """
                {"version": 1, "version": 1, "processors": [
                  {"name": "a", "library": "a"},
                  {"name": "a", "library": "b", "job_types": ["report", "tech_rfp_report"]}]}
                """,
            message: """
                /m/processors.json: 2 problems
                  - line 1, key "version": found the key again
                    wanted: each key once (it is in line 1, too)
                    fix:    remove one of the two
                  - line 3, entry 2 ("a"), key "job_types": found "tech_rfp_report" again
                    wanted: each job type once
                    fix:    remove one of the two
                """),
        RefusedManifest(
            title: "one name twice",
            text: """
                {"version": 1, "processors": [
                  {"name": "a", "library": "a"},
                  {"name": "a", "library": "b"}]}
                """,
            message: """
                /m/processors.json: 1 problem
                  - line 3, entry 2 ("a"), key "name": found the name of entry 1 ("a") in line 2, too
                    wanted: a name of its own for each processor
                    fix:    rename one of the two
                """),
    ]
}

@Suite("A bad manifest")
struct ManifestProblemTests {
    @Test("is refused with every problem, its place, and its fix", arguments: RefusedManifest.all)
    func message(_ example: RefusedManifest) {
        let error = #expect(throws: ManifestError.self) {
            try Manifest.parse(Array(example.text.utf8), file: "/m/processors.json", cores: 2)
        }
        #expect(error?.description == example.message)
    }

    @Test("that is not there is named with its whole path")
    func missing() {
        let error = #expect(throws: ManifestError.self) {
            try Manifest.load(path: "/no/such/processors.json", cores: 2)
        }
        #expect(error?.problems.first?.file == "/no/such/processors.json")
        #expect(error?.problems.first?.found == "no readable file (No such file or directory)")
    }

    @Test(
        "that is no JSON is refused, never misread",
        arguments: [
            "", " ", "{", "nul", "01", "1.", "-", "\"\\x\"", "\"\\ud800\"", "\"\\u12\"", "[1,]", "{\"a\"}", "{} {}",
            "\"a\nb\"", "+1", "1e999", "'a'", String(repeating: "[", count: 100),
        ])
    func syntax(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test("with bytes that are no UTF-8 is refused")
    func encoding() {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }
}

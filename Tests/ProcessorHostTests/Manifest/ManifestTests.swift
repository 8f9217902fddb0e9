import Testing

@testable import ProcessorHost

@Suite("A good manifest")
struct ManifestTests {
    private func parse(_ text: String) throws -> Manifest {
        try Manifest.parse(Array(text.utf8), file: "/etc/trubuild/processors.json", cores: 6)
    }

    @Test("fills what an entry leaves out with the defaults")
    func defaults() throws {
        let manifest = try parse(#"{"version": 1, "processors": [{"name": "a", "library": "a"}]}"#)
        let entry = try #require(manifest.entries.first)
        #expect(entry == ManifestEntry(name: "a", library: "a", concurrency: 6))
        #expect(entry.timeout == .seconds(1800))
        #expect(entry.stallTimeout == .seconds(600))
        #expect(entry.maxAttempts == 3)
        #expect(entry.placement == .process)
        #expect(entry.jobTypes == nil)
        #expect(manifest.discover == false)
    }

    @Test("takes every key, and hands config on as it is written")
    func everyKey() throws {
        let manifest = try parse(
            """
            {"version": 1, "discover": true, "processors": [{
              "name": "summary", "job_types": ["summary", "my_type"], "library": "lib/x.so", "concurrency": 2,
              "timeout": "250ms", "stall_timeout": 90, "max_attempts": 7,
              "retry_delay": "10s", "retry_max_delay": "1h", "placement": "in-process", "environment": ["HTTPS_PROXY"],
              "sha256": "\(String(repeating: "AB", count: 32))",
              "config": {"ratio": 1.50, "big": 12345678901234567890, "text": "\\u00e9"}
            }]}
            """)
        let entry = try #require(manifest.entries.first)
        #expect(manifest.discover)
        #expect(entry.jobTypes == ["tech_rfp_summary", "my_type"])
        #expect(entry.concurrency == 2)
        #expect(entry.timeout == .milliseconds(250))
        #expect(entry.stallTimeout == .seconds(90))
        #expect(entry.maxAttempts == 7)
        #expect(entry.retryDelay == .seconds(10) && entry.longestRetryDelay == .seconds(3600))
        #expect(entry.placement == .inProcess)
        #expect(entry.environment == ["HTTPS_PROXY"])
        #expect(entry.sha256 == String(repeating: "ab", count: 32))
        #expect(
            String(decoding: entry.config, as: UTF8.self)
                == #"{"ratio": 1.50, "big": 12345678901234567890, "text": "\u00e9"}"#)
    }

    @Test("is found from the folder of its file, not from the current directory")
    func folders() throws {
        let manifest = try parse(#"{"version": 1}"#)
        #expect(manifest.folder == "/etc/trubuild")
        #expect(manifest.pluginsFolder == "/etc/trubuild/Plugins")
    }

    @Test(
        "takes durations as people write them",
        arguments: [
            ("250ms", Duration.milliseconds(250)), ("30s", .seconds(30)), ("10m", .seconds(600)),
            ("2h", .seconds(7200)),
            ("1.5s", .milliseconds(1500)),
        ])
    func durations(text: String, duration: Duration) {
        #expect(DurationText.parse(text) == duration)
    }

    @Test("takes nothing else as a duration", arguments: ["", "s", "10", "10 s", "1d", "-1s", "1e3s", "1..5s", "infs"])
    func notDurations(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test("describes durations as people read them")
    func describedDurations() {
        #expect(DurationText.describe(.milliseconds(1200)) == "1.2 s")
        #expect(DurationText.describe(.seconds(10)) == "10 s")
        #expect(DurationText.describe(.milliseconds(3)) == "3 ms")
        #expect(DurationText.describe(.seconds(1800)) == "30 min")
    }
}

import Foundation
import Logging
import RunnerProtocol
import TestKit
import Testing

@testable import ProcessorHost

@Suite("The rules of confinement")
struct SandboxRulesTests {
    @Test("name what a kernel lacks")
    func support() {
        #expect(SandboxSupport(landlock: 6, hasFilter: true).missing == [])
        #expect(SandboxSupport(landlock: 7, hasFilter: true).description.hasPrefix("complete"))
        for landlock in 0...5 { #expect(SandboxSupport(landlock: landlock, hasFilter: true).missing.count == 1) }
        #expect(SandboxSupport(landlock: 0, hasFilter: false).missing.count == 2)
    }

    @Test("refuse a processor that requires what the kernel lacks, and no other")
    func required() async throws {
        let fixture = try HostFixture()
        try await fixture.install("echo.c", "page.c")
        try fixture.write(["echo", "page"], keys: ["echo": #""sandbox": "required""#])
        let configuration = try fixture.configuration()
        let groups = GroupGuard(program: configuration.runnerPath, logger: Logger(label: "test"))
        defer { groups.close() }
        let preparation = ProcessorPreparation(
            manifest: try Manifest.load(path: fixture.manifest.path), configuration: configuration,
            folder: try RuntimeFolder(in: fixture.folder.path), groups: groups, cores: 1, quarantine: Quarantine(),
            support: SandboxSupport(landlock: 3, hasFilter: true))
        let outcome = await preparation.prepare()
        #expect(outcome.prepared.map(\.entry.name) == ["page"])
        #expect(outcome.refused.map(\.code) == ["sandbox.unavailable"])
        #expect(outcome.refused[0].reason.contains("TCP and signals to other processes"))
    }

    @Test("are read from the manifest")
    func manifest() throws {
        let text = #"""
            {"version": 1, "processors": [{"name": "a", "library": "a", "sandbox": "required", "network": true,
             "memory": "1.5GiB", "cpu": "10m", "files": 100, "processes": 7, "scratch": 2000000, "cache": "documents",
             "read": ["/var/lib/models"], "write": ["/var/cache/a"]}]}
            """#
        let terms = try #require(Manifest.parse(Array(text.utf8), file: "/m.json", cores: 1).entries.first).sandbox
        var wanted = SandboxTerms()
        wanted.mode = .required
        wanted.allowsNetwork = true
        wanted.memory = 1_610_612_736
        wanted.cpu = .seconds(600)
        wanted.files = 100
        wanted.processes = 7
        wanted.scratch = 2_000_000
        wanted.cache = "documents"
        wanted.readable = ["/var/lib/models"]
        wanted.writable = ["/var/cache/a"]
        #expect(terms == wanted)
    }

    @Test(
        "are refused where they make no sense",
        arguments: [
            #""sandbox": "maybe""#, #""network": "yes""#, #""memory": "1MiB""#, #""memory": "many""#, #""cpu": 0"#,
            #""files": 3"#, #""processes": 0"#, #""scratch": -1"#, #""cache": "../x""#, #""read": ["models"]"#,
            #""write": ["/"]"#, #""signed_by": ["AAAA"]"#,
        ])
    func refused(_ key: String) {
        let text = #"{"version": 1, "processors": [{"name": "a", "library": "a", \#(key)}]}"#
        let error = #expect(throws: ManifestError.self) {
            try Manifest.parse(Array(text.utf8), file: "/m.json", cores: 1)
        }
        #expect(error?.problems.count == 1)
    }

    @Test("count what a folder holds, however deep, and without following links")
    func folderSize() async throws {
        let parent = try TemporaryDirectory()
        let folder = parent.path("folder")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let failure = try await ProcessorCompiler.failure(
            of: "sh",
            [
                "-ec",
                """
                cd "$0"; ln -s / root; i=0; while [ $i -lt 1500 ]; do mkdir d; cd -P d; i=$((i + 1)); done
                head -c 5000000 /dev/zero > bottom; cd "$0"; head -c 1000000 /dev/zero > top
                """, folder,
            ])
        #expect(failure == nil)
        let size = FolderSize(of: folder, upTo: 1 << 40)
        #expect(size.entries == 1503)
        #expect(size.bytes >= 6_000_000 && size.bytes < 20_000_000)
        #expect(FolderSize(of: folder, upTo: 100).entries < 1503)
        try FolderRemoval.clear(folder)
        #expect(FolderSize(of: folder, upTo: 100) == FolderSize(of: "/nowhere", upTo: 100))
    }
}

import Foundation
import TestKit
import Testing

@Suite("make install", .timeLimit(.minutes(2)))
struct InstallTests {
    private static let sample = "packages/acme-developments/riverside-clinic"

    @Test("The installed copy works from any directory, with its own manifest and processors, and holds nothing else")
    func installedCopy() async throws {
        let prefix = try TemporaryDirectory(prefix: "trubuild install")
        let root = BuiltProducts.packageRoot.path
        let release = URL(filePath: try BuiltProducts.program("trubuild-host")).deletingLastPathComponent().path
        let install = try await runCommand(
            "make", ["install", "PREFIX=\(prefix.path)", "RELEASE=\(release)"], workingDirectory: root)
        #expect(install.status == 0, "\(install.standardError)")

        let host = prefix.path("bin/trubuild-host")
        let out = try TemporaryDirectory()
        let run = try await runCommand(
            host, ["exec", "evaluation_extract", "--package", "\(root)/\(Self.sample)", "--out", out.path],
            workingDirectory: out.path)
        #expect(run.status == 0, "\(run.standardError)")
        #expect(FileManager.default.fileExists(atPath: out.path("result.json")))

        let files = FileManager.default.enumerator(atPath: prefix.path)?.compactMap { $0 as? String } ?? []
        let folders: Set = [
            "bin", "include", "include/trubuild", "lib", "lib/trubuild", "lib/trubuild/Plugins", "libexec",
            "libexec/trubuild",
        ]
        let processors = ["analysis", "evaluation_extract", "generate_eval", "report", "summary"].map {
            "lib/trubuild/Plugins/libtech_rfp_\($0).so"
        }
        let others = [
            "bin/trubuild-host", "include/trubuild/processor.h", "lib/trubuild/processors.json",
            "libexec/trubuild/trubuild-runner",
        ]
        #expect(Set(files).subtracting(folders) == Set(processors + others))
    }
}

import FoundationEssentials
import Glibc
import ProcessorKit
import ProcessorTestKit
import TenderKit
import Testing

@Suite("The library tech_rfp_report")
struct LibraryTests {
    /// Stands beside the test program: a build makes both.
    private static let library = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "libtech_rfp_report.so").path

    @Test("The shared library exports the entry, and holds all that the page needs")
    func library() async throws {
        let handle = dlopen(Self.library, RTLD_NOW | RTLD_LOCAL)
        // Never closed: Swift libraries cannot be unloaded.
        let opened = try #require(handle, "\(dlerror().map { String(cString: $0) } ?? "")")
        let symbol = try #require(dlsym(opened, TRUBUILD_ENTRY_SYMBOL))
        let entry = unsafeBitCast(symbol, to: trubuild_processor_entry_fn.self)
        let job = TestJob(
            payload: #"{"package_id":"p1"}"#,
            earlierArtifacts: [
                TestEarlierArtifact(
                    jobType: "tech_rfp_analysis", data: SampleArtifact.json, payload: SampleArtifact.payload)
            ])
        let result = try await TestHost().run(entry: { entry($0) }, job)
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(try result.artifact("result", as: TechnicalReport.self).contractorEvaluations.count == 3)
        #expect(result.artifacts["report.html"] != nil)
    }
}

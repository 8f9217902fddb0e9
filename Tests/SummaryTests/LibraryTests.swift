import FoundationEssentials
import Glibc
import ProcessorKit
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("The library tech_rfp_summary")
struct LibraryTests {
    /// Stands beside the test program: a build makes both.
    private static let library = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "libtech_rfp_summary.so").path

    @Test("The shared library exports the entry and does the same as the linked processor")
    func library() async throws {
        let handle = dlopen(Self.library, RTLD_NOW | RTLD_LOCAL)
        // Never closed: Swift libraries cannot be unloaded.
        let opened = try #require(handle, "\(dlerror().map { String(cString: $0) } ?? "")")
        let symbol = try #require(dlsym(opened, TRUBUILD_ENTRY_SYMBOL))
        let entry = unsafeBitCast(symbol, to: trubuild_processor_entry_fn.self)
        let package = try TestPackage([
            "tech_rfp/rfp/rfp.md": Data("# RFP\n\nProposals are due on 9 March 2026.\n".utf8)
        ])
        let result = try await TestHost().run(entry: { entry($0) }, TestJob(packageDirectory: package.folder.path))
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let text = String(decoding: try #require(result.artifacts["result"]), as: UTF8.self)
        #expect(text.contains(#""rfpDates":{"proposalSubmissionDeadline":"2026-03-09"}"#), "\(text)")
    }
}

import FoundationEssentials
import Glibc
import ProcessorKit
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("The library tech_rfp_analysis")
struct LibraryTests {
    /// Stands beside the test program: a build makes both.
    private static let library = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "libtech_rfp_analysis.so").path

    @Test("The shared library exports the entry and does the same as the linked processor")
    func library() async throws {
        let handle = dlopen(Self.library, RTLD_NOW | RTLD_LOCAL)
        // Never closed: Swift libraries cannot be unloaded.
        let opened = try #require(handle, "\(dlerror().map { String(cString: $0) } ?? "")")
        let symbol = try #require(dlsym(opened, TRUBUILD_ENTRY_SYMBOL))
        let entry = unsafeBitCast(symbol, to: trubuild_processor_entry_fn.self)
        let package = try TestPackage(Tender.files)
        let job = TestJob(payload: Tender.payload(), packageDirectory: package.folder.path)
        let result = try await TestHost().run(entry: { entry($0) }, job)
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(result.artifacts == (try await package.analyse()).artifacts)
    }
}

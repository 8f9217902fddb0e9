import Foundation
import TestKit
import Testing

@testable import ProcessorHost

@Suite("The scratch folder of a run")
struct ScratchFolderTests {
    @Test("is removed with whatever is left in it: folders 2,500 deep, without rights, links, odd names")
    func removal() async throws {
        let parent = try TemporaryDirectory()
        let scratch = ScratchFolder(path: parent.path("1"))
        #expect(scratch.create() == nil)
        // A process of its own: deep folders are made by going into them.
        let failure = try await ProcessorCompiler.failure(
            of: "sh",
            [
                "-ec",
                """
                cd "$0"; mkdir -p a/b .removing; touch a/f 'a/new
                line' "$(printf 'a/\\377')"; ln -s / a/root; ln -s nowhere dead; touch a/b/kept; chmod 000 a/b
                i=0; while [ $i -lt 2500 ]; do mkdir d; cd -P d; i=$((i + 1)); done; touch bottom
                """, scratch.path,
            ])
        #expect(failure == nil)
        #expect(scratch.remove() == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path).isEmpty)
        #expect(FileManager.default.fileExists(atPath: "/bin/sh"))
        #expect(scratch.remove() == nil, "once more does no harm")
    }
}

import Foundation
import TestKit
import Testing

@testable import ProcessorHost

@Suite("The scratch folder of a run")
struct ScratchFolderTests {
    @Test("is removed with whatever is left in it: folders 2,500 deep, without rights, links, odd names")
    func removal() async throws {
        let parent = try TemporaryDirectory()
        let scratch = ScratchFolder(makePath: { parent.path("1") })
        #expect(scratch.prepare() == nil)
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

    @Test("is kept for the next run when it was left as it was, and is another one when it was not")
    func reuse() throws {
        let parent = try TemporaryDirectory()
        let scratch = ScratchFolder(makePath: { parent.path("1") })
        func inode() throws -> UInt64 {
            #expect(scratch.prepare() == nil)
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path)
            return try #require(attributes[.systemFileNumber] as? UInt64)
        }
        let first = try inode()
        // What takes the number of the first, once that is gone.
        func clear() throws {
            #expect(scratch.clear() == nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path).count <= 1)
        }
        try clear()
        #expect(try inode() == first)
        for change in ["touch $0/file", "mkdir $0/folder", "ln -s / $0/link", "chmod 755 $0", "rmdir $0"] {
            let sh = try Process.run(URL(filePath: "/bin/sh"), arguments: ["-c", change, scratch.path])
            sh.waitUntilExit()
            try clear()
            _ = try inode()
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty, "\(change)")
            let mode = try FileManager.default.attributesOfItem(atPath: scratch.path)[.posixPermissions] as? Int
            #expect(mode == 0o700, "\(change)")
        }
    }

    @Test("nothing is overlooked in a folder that was found empty before")
    func leftovers() async throws {
        let parent = try TemporaryDirectory()
        let scratch = ScratchFolder(makePath: { parent.path("1") })
        #expect(scratch.prepare() == nil)
        for round in 0..<40 {
            // Once longer than a tick of any clock: what was found empty is known by its time from then on.
            if round == 20 { try await Task.sleep(for: .seconds(5)) }
            #expect(scratch.clear() == nil)
            #expect(FileManager.default.createFile(atPath: scratch.path + "/left", contents: nil))
            // A processor may set what times it can.
            var times = [timeval(), timeval()]
            #expect(utimes(scratch.path, &times) == 0)
            #expect(scratch.clear() == nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty, "round \(round)")
        }
    }
}

import Foundation
import TestKit
import TestRandom
import Testing

@testable import Spool

@Suite("A spool")
struct SpoolTests {
    @Test("gives back what was written, in any pieces, as often as it is read", arguments: 0..<20)
    func pieces(round: Int) throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryDirectory()
        let spool = Spool(folder: folder.path, limit: 64 << 20)
        var expected: [UInt8] = []
        let file = try spool.makeFile()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let piece = (0..<Int.random(in: 0...100_000, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            try piece.withUnsafeBytes { try file.append($0) }
            expected += piece
        }
        let bytes = SpooledBytes.file(file)
        for _ in 0..<2 {
            var read: [UInt8] = []
            try bytes.forEachChunk { chunk in
                #expect(chunk.count <= SpooledBytes.chunkSize)
                read += chunk
            }
            #expect(read == expected, "seed \(seed)")
        }
        #expect(try bytes.contents() == expected, "seed \(seed)")
        #expect(spool.size == UInt64(expected.count))
        // No name, whatever happens to the process.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("has a bound for all files together, and gets room back with a file")
    func bound() throws {
        let folder = try TemporaryDirectory()
        let spool = Spool(folder: folder.path, limit: 10)
        let first = try spool.makeFile()
        var second: SpoolFile? = try spool.makeFile()
        try [1, 2, 3, 4, 5, 6].withUnsafeBytes(of: UInt8.self) { try first.append($0) }
        let error = try #require(throws: SpoolError.self) {
            try [1, 2, 3, 4, 5].withUnsafeBytes(of: UInt8.self) { try second?.append($0) }
        }
        #expect(error.code == .full)
        #expect(
            error.description
                == "results that wait to be written take 6 bytes on the disk, 5 more would be over the limit of 10")
        try [1, 2, 3, 4].withUnsafeBytes(of: UInt8.self) { try second?.append($0) }
        #expect(spool.size == 10)
        second = nil
        #expect(spool.size == 6)
    }

    @Test("says what the system said, and takes nothing for written that is not")
    func noFolder() throws {
        let spool = Spool(folder: "/nonexistent/spool", limit: 10)
        let error = try #require(throws: SpoolError.self) { _ = try spool.makeFile() }
        #expect(error.code == .system)
        #expect(error.description == "making a file in /nonexistent/spool: No such file or directory")
    }

    @Test("survives a full disk: the file is as before, and the room is given back", .enabled(if: SmallDisk.isPossible))
    func fullDisk() throws {
        try SmallDisk.with(mebibytes: 1) { folder in
            let spool = Spool(folder: folder, limit: 1 << 30)
            let file = try spool.makeFile()
            let piece = [UInt8](repeating: 7, count: 300 << 10)
            var written: UInt64 = 0
            let error = #expect(throws: SpoolError.self) {
                while true {
                    try piece.withUnsafeBytes { try file.append($0) }
                    written += UInt64(piece.count)
                }
            }
            #expect(error?.code == .system)
            #expect(error?.description.contains("No space left on device") == true)
            #expect(written > 0 && file.size == written && spool.size == written)
        }
    }
}

extension Array where Element == UInt8 {
    fileprivate func withUnsafeBytes(of type: UInt8.Type, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try withUnsafeBytes { try body($0) }
    }
}

import Foundation
import Spool

extension SpooledBytes {
    /// Writes them to a file, which is there as a whole or as it was before.
    func copy(to file: URL) throws {
        let draft = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).\(getpid()).new")
        let path = draft.path(percentEncoded: false)
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
        }
        do {
            let handle = try FileHandle(forWritingTo: draft)
            try forEachChunk { try handle.write(contentsOf: Data($0)) }
            try handle.close()
            guard rename(path, file.path(percentEncoded: false)) == 0 else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path(percentEncoded: false)])
            }
        } catch {
            try? FileManager.default.removeItem(at: draft)
            throw error
        }
    }
}

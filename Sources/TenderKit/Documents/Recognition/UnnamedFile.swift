import Foundation
import SystemPackage

/// A temporary file that has no name once it is open: it goes away with the value, or with the process, whatever happens.
final class UnnamedFile: Sendable {
    let descriptor: FileDescriptor

    init() throws(ReadFailure) {
        let folder = FileManager.default.temporaryDirectory.path
        let path = FilePath(folder).appending("trubuild-\(UUID().uuidString)")
        do {
            descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw ReadFailure(.toolMissing, "no temporary file can be made in \(folder): \(error)")
        }
        // The file is open: removing its name leaves it to this process alone.
        try? FileManager.default.removeItem(atPath: path.string)
    }

    deinit {
        try? descriptor.close()
    }

    func rewind() {
        _ = try? descriptor.seek(offset: 0, from: .start)
    }

    /// Whether all bytes after the first 32 are at least this large.
    func isBrighter(than least: UInt8) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset: Int64 = 32
        while true {
            let count = buffer.withUnsafeMutableBytes {
                (try? descriptor.read(fromAbsoluteOffset: offset, into: $0)) ?? 0
            }
            if count == 0 { return true }
            if buffer[..<count].contains(where: { $0 < least }) { return false }
            offset += Int64(count)
        }
    }
}

/// Writes a tool's output to a ``UnnamedFile``.
struct UnnamedFileOutput: OutputParser {
    let file: UnnamedFile
    private(set) var bytes = 0
    private(set) var isBroken = false

    init(_ file: UnnamedFile) {
        self.file = file
    }

    mutating func consume(_ new: UnsafeRawBufferPointer) {
        do {
            bytes += try file.descriptor.writeAll(new)
        } catch {
            isBroken = true
        }
    }
}

import Foundation
import Glibc
import ProcessorKit
import Synchronization
import SystemPackage

/// A new folder for unpacked files, for this user alone.
final class UnpackedFolder: Sendable {
    let path: FilePath

    /// - Throws: a transient ``ProcessorError``: the machine is at fault, not the archive.
    init(in parent: FilePath) throws(ProcessorError) {
        var template = parent.appending("trubuild-unpacked-XXXXXX").withPlatformString { pointer in
            Array(UnsafeBufferPointer(start: pointer, count: strlen(pointer) + 1))
        }
        // mkdtemp makes it 0700 and replaces the X of the template, which ends with its NUL.
        let made = template.withUnsafeMutableBufferPointer { buffer -> FilePath? in
            guard let name = buffer.baseAddress, mkdtemp(name) != nil else { return nil }
            return FilePath(platformString: name)
        }
        guard let made else { throw Self.failed(parent, errno) }
        path = made
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Opens a new file in it.
    func create(_ number: Int) throws(ProcessorError) -> (descriptor: Int32, path: FilePath) {
        let file = path.appending(String(number))
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let descriptor = file.withPlatformString { open($0, flags, 0o600) }
        guard descriptor >= 0 else { throw Self.failed(path, errno) }
        return (descriptor, file)
    }

    static func failed(_ folder: FilePath, _ code: Int32) -> ProcessorError {
        .transient(
            code: "scratch.failed",
            "an archive cannot be unpacked in \(folder): \(Errno(rawValue: code)). Make room there, and try again")
    }
}

/// The folders that one reading unpacks into. Whoever makes one here need not see to its end.
final class UnpackedFolders: Sendable {
    private let parent: FilePath
    private let made = Mutex<[UnpackedFolder]>([])

    init(in parent: FilePath) {
        self.parent = parent
    }

    func make() throws(ProcessorError) -> UnpackedFolder {
        let folder = try UnpackedFolder(in: parent)
        made.withLock { $0.append(folder) }
        return folder
    }

    /// Removes one whose files have been read.
    func remove(_ folder: UnpackedFolder) {
        made.withLock { $0.removeAll { $0 === folder } }
        folder.remove()
    }

    func removeAll() {
        for folder in made.withLock(\.self) { folder.remove() }
    }
}

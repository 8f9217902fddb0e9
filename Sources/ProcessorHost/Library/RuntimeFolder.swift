import Crypto
import Foundation
import Glibc
import Spool
import Synchronization

/// The host's own folder while it lives: copies of libraries, and the scratch folders of runs. Nobody else may look in.
final class RuntimeFolder: Sendable {
    private static let prefix = "trubuild-host-"

    let path: String
    /// For artifacts that are too large for memory.
    let spool: Spool
    /// A descriptor that is locked as long as the folder is in use, so that other hosts leave it alone.
    private let lock: Mutex<Int32>
    private let copies = Mutex(0)
    private let scratchFolders = Atomic(0)

    private var runs: String { "\(path)/runs" }
    private var libraries: String { "\(path)/libraries" }

    /// Makes the folder, after removing what hosts that were killed have left behind.
    /// - Parameters:
    ///   - parent: an existing folder that allows the execution of its files.
    ///   - spoolLimit: what the files of the spool may hold together, in bytes.
    init(in parent: String, spoolLimit: UInt64 = ProcessorHostConfiguration.defaultSpoolLimit) throws(SystemError) {
        Self.removeAbandoned(in: parent)
        var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError(call: "making a folder in \(parent)", code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        spool = Spool(folder: "\(path)/spool", limit: spoolLimit)
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        lock = Mutex(descriptor)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, mkdir("\(path)/libraries", 0o700) == 0,
            mkdir(runs, 0o700) == 0, mkdir(spool.folder, 0o700) == 0
        else { throw SystemError(call: "preparing \(path)", code: errno) }
    }

    deinit {
        remove()
    }

    /// A path for a scratch folder, another one each time.
    func newRunPath() -> String {
        "\(runs)/\(scratchFolders.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    /// Removes the folder and all that is in it. Libraries that are loaded stay loaded.
    func remove() {
        lock.withLock { descriptor in
            guard descriptor >= 0 else { return }
            try? FolderRemoval.remove(path)
            close(descriptor)
            descriptor = -1
        }
    }

    /// Copies a library into a folder of its own, read-only, under its own name.
    /// - Parameter check: gets the first bytes and the SHA-256 of the copied bytes, and throws to refuse them.
    func copyLibrary(
        from source: Int32, named name: String, check: (ArraySlice<UInt8>, String) throws -> Void
    ) throws -> (path: String, sha256: String) {
        let number = copies.withLock { count in
            count += 1
            return count
        }
        let target = "\(libraries)/\(number)"
        guard mkdir(target, 0o700) == 0 else { throw SystemError(call: "mkdir", code: errno) }
        do {
            let path = "\(target)/\(name)"
            let digest = try Self.copy(from: source, to: path, check)
            return (path, digest)
        } catch {
            try? FileManager.default.removeItem(atPath: target)
            throw error
        }
    }

    /// Makes the libraries that lie beside the original findable beside the copy, for those that look there (`$ORIGIN`).
    func linkNeighbours(of original: String, of copy: String) {
        let source = PathText.folder(of: original)
        let target = PathText.folder(of: copy)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: source)) ?? [] where name.contains(".so") {
            // Fails for the library's own name, which is taken by the copy.
            symlink("\(source)/\(name)", "\(target)/\(name)")
        }
    }

    private static func copy(
        from source: Int32, to path: String, _ check: (ArraySlice<UInt8>, String) throws -> Void
    ) throws -> String {
        let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o500)
        guard target >= 0 else { throw SystemError(call: "open", code: errno) }
        defer { close(target) }
        var digest = SHA256()
        var start: [UInt8]?
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(call: "read", code: errno) }
            guard count > 0 else { break }
            start = start ?? Array(buffer[..<min(count, 64)])
            buffer.withUnsafeBytes { digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            try write(buffer[..<count], to: target)
        }
        let hexadecimal = digest.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try check((start ?? [])[...], hexadecimal)
        return hexadecimal
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to target: Int32) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemError(call: "write", code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Folders whose host is gone: they are ours and nobody holds their lock.
    private static func removeAbandoned(in parent: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            // A young one may belong to a host that is about to lock it.
            guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), time(nil) - status.st_mtim.tv_sec > 60,
                flock(descriptor, LOCK_EX | LOCK_NB) == 0
            else { continue }
            try? FolderRemoval.remove(path)
        }
    }
}

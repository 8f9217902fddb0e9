import CLinux
import Glibc

/// How much a folder holds.
struct FolderSize: Sendable, Hashable {
    /// More than any processor needs; bounds how long it takes to count them.
    static let maximumEntries = 100_000

    /// Of the disk.
    var bytes: UInt64 = 0
    var entries = 0

    /// Counts until there is more than `limit` bytes or ``maximumEntries``. Folders without rights count as empty.
    ///
    /// One descriptor, whatever the depth: it goes up by `..`, and never above `path`.
    init(of path: String, upTo limit: UInt64) {
        guard var folder = opendir(path) else { return }
        defer { closedir(folder) }
        var positions: [Int] = []
        while bytes <= limit, entries <= Self.maximumEntries {
            guard let item = readdir(folder) else {
                guard let position = positions.popLast(), let parent = Self.open("..", in: folder) else { return }
                closedir(folder)
                folder = parent
                seekdir(folder, position)
                continue
            }
            let child = withUnsafePointer(to: &item.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { count($0, in: folder) }
            }
            if let child {
                positions.append(telldir(folder))
                closedir(folder)
                folder = child
            }
        }
    }

    /// - Returns: the entry, where it is a folder that can be opened.
    private mutating func count(_ name: UnsafePointer<CChar>, in folder: OpaquePointer) -> OpaquePointer? {
        var status = stat()
        guard strcmp(name, ".") != 0, strcmp(name, "..") != 0,
            fstatat(dirfd(folder), name, &status, AT_SYMLINK_NOFOLLOW) == 0
        else { return nil }
        bytes += UInt64(status.st_blocks) * 512
        entries += 1
        return status.st_mode & S_IFMT == S_IFDIR ? Self.open(name, in: folder) : nil
    }

    private static func open(_ name: UnsafePointer<CChar>, in folder: OpaquePointer) -> OpaquePointer? {
        let descriptor = openat(dirfd(folder), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return nil
        }
        return stream
    }
}

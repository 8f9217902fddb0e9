import Foundation

/// A file system of a few megabytes, to be filled. Only root can mount one.
public enum SmallDisk {
    /// Whether this user may mount, and the machine lets root do so.
    public static let isPossible: Bool = {
        guard geteuid() == 0 else { return false }
        return (try? with(mebibytes: 1) { _ in }) != nil
    }()

    public static func with(mebibytes: Int, _ body: (String) throws -> Void) throws {
        let folder = try mount(mebibytes: mebibytes)
        defer { unmount(folder) }
        try body(folder)
    }

    public static func with(mebibytes: Int, _ body: (String) async throws -> Void) async throws {
        let folder = try mount(mebibytes: mebibytes)
        do {
            try await body(folder)
        } catch {
            unmount(folder)
            throw error
        }
        unmount(folder)
    }

    private static func mount(mebibytes: Int) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trubuild-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        guard Glibc.mount("tmpfs", folder, "tmpfs", 0, "size=\(mebibytes)m,mode=700") == 0 else {
            let code = errno
            rmdir(folder)
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EPERM)
        }
        return folder
    }

    private static func unmount(_ folder: String) {
        // Open files keep it alive; its name goes at once.
        umount2(folder, Int32(MNT_DETACH))
        rmdir(folder)
    }
}

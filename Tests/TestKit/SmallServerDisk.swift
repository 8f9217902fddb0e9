import Foundation

/// A file system in memory, small enough to be filled. It takes root to make one. It vanishes with this process at the latest.
public final class SmallServerDisk: Sendable {
    /// A folder on it that belongs to the server's user.
    public let path: String
    private let watchdog: PostgresWatchdog

    public init(mebibytes: Int) async throws {
        guard geteuid() == 0 else { throw TestKitError("only root can mount a small disk") }
        let installation = try await PostgresInstallation.find()
        let root = try TemporaryDirectory.make(in: "/tmp", prefix: "trubuild-disk")
        path = "\(root)/small"
        watchdog = try PostgresWatchdog.forServer(stop: ["umount", "-l", root], folder: root)
        let mount = try await runCommand("mount", ["-t", "tmpfs", "-o", "size=\(mebibytes)m,mode=711", "tmpfs", root])
        guard mount.status == 0 else { throw TestKitError("mount: \(mount.standardError)") }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try installation.give(path)
    }

    public func remove() { watchdog.release() }
}

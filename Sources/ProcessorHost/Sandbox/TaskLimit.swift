import Foundation
import Glibc

/// A control group that bounds how many tasks a runner and all that it starts can have. It stops a fork bomb at once, which
/// the resource watch then ends; without one that takes until its next look.
struct TaskLimit: Sendable {
    private static let prefix = "trubuild-"
    /// Where this host may make groups; nil where the machine gives it none.
    private static let parent: String? = findParent()

    private let path: String

    /// - Parameter tasks: threads count.
    /// - Returns: nil when there is none to be had.
    init?(_ pid: pid_t, tasks: Int) {
        guard let parent = Self.parent else { return nil }
        path = "\(parent)/\(Self.prefix)\(getpid())-\(pid)"
        guard mkdir(path, 0o755) == 0 else { return nil }
        guard Self.write("\(tasks)", to: "\(path)/pids.max"), Self.write("\(pid)", to: "\(path)/cgroup.procs") else {
            rmdir(path)
            return nil
        }
    }

    static var isAvailable: Bool { parent != nil }

    /// Removes the group, once all that was in it has ended: they have been killed. Waits for that, for a second at most.
    func remove() {
        for _ in 0..<200 where rmdir(path) != 0 && errno == EBUSY { usleep(5000) }
    }

    private static func findParent() -> String? {
        guard let text = try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let isFirst = parts[1].split(separator: ",").contains("pids")
            guard isFirst || parts[0] == "0" else { continue }
            let root = isFirst ? "/sys/fs/cgroup/pids\(parts[2])" : "/sys/fs/cgroup\(parts[2])"
            let folder = root.hasSuffix("/") ? String(root.dropLast()) : root
            // With the second version a group has to be told to bound the tasks of those in it.
            let controllers = try? String(contentsOfFile: "\(folder)/cgroup.subtree_control", encoding: .utf8)
            guard isFirst || controllers?.split(whereSeparator: \.isWhitespace).contains("pids") == true else {
                continue
            }
            let probe = "\(folder)/\(prefix)\(getpid())"
            guard mkdir(probe, 0o755) == 0 else { continue }
            rmdir(probe)
            removeAbandoned(in: folder)
            return folder
        }
        return nil
    }

    /// Those of hosts that were killed. Only empty ones can be removed.
    private static func removeAbandoned(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
            rmdir("\(folder)/\(name)")
        }
    }

    private static func write(_ text: String, to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count
    }
}

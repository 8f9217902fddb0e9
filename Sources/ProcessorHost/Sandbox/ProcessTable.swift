import CLinux
import Glibc

/// A look at the processes of this machine, as far as they belong to some process groups.
struct ProcessTable {
    struct Entry {
        let pid: pid_t
        let group: pid_t
        /// In bytes, with pages that are shared with files.
        let resident: UInt64
    }

    /// By process group. Processes that have ended and wait to be reaped are left out.
    static func groups(_ wanted: Set<pid_t>) -> [pid_t: [Entry]] {
        guard let folder = opendir("/proc") else { return [:] }
        defer { closedir(folder) }
        var groups: [pid_t: [Entry]] = [:]
        while let item = readdir(folder) {
            let pid = withUnsafePointer(to: &item.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { pid_t(atoi($0)) }
            }
            guard pid > 0, let entry = entry(pid), wanted.contains(entry.group) else { continue }
            groups[entry.group, default: []].append(entry)
        }
        return groups
    }

    private static func entry(_ pid: pid_t) -> Entry? {
        // pid (name) state parent group …; the name may hold anything.
        guard let text = text("/proc/\(pid)/stat"), let name = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = text[(name + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 23)
        guard fields.count > 21, fields[0] != [UInt8(ascii: "Z")], fields[0] != [UInt8(ascii: "X")],
            let group = number(fields[2]), let pages = number(fields[21])
        else { return nil }
        return Entry(pid: pid, group: pid_t(clamping: group), resident: pages * UInt64(sysconf(Int32(_SC_PAGESIZE))))
    }

    /// Memory that no file stands behind, in bytes.
    static func ownMemory(_ pid: pid_t) -> UInt64 {
        guard let text = text("/proc/\(pid)/status") else { return 0 }
        var sum: UInt64 = 0
        for line in text.split(separator: UInt8(ascii: "\n")) {
            for name in ["RssAnon:", "RssShmem:", "VmSwap:"] where line.starts(with: name.utf8) {
                sum += (number(line.filter { (0x30...0x39).contains($0) }[...]) ?? 0) << 10
            }
        }
        return sum
    }

    /// The size of the files that a process has open and that have no name any more, in bytes.
    static func namelessFiles(_ pid: pid_t) -> UInt64 {
        guard let folder = opendir("/proc/\(pid)/fd") else { return 0 }
        defer { closedir(folder) }
        var sum: UInt64 = 0
        while let item = readdir(folder) {
            var status = stat()
            let result = withUnsafePointer(to: &item.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { fstatat(dirfd(folder), $0, &status, 0) }
            }
            if result == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 0 {
                sum += UInt64(status.st_blocks) * 512
            }
        }
        return sum
    }

    private static func text(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        UInt64(String(decoding: digits, as: UTF8.self))
    }
}

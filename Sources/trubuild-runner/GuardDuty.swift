import Glibc
import RunnerProtocol

/// What `--guard` does: waits for the end of the host, then kills the process groups that it has left behind.
struct GuardDuty {
    private let descriptor: Int32
    private var groups: Set<Int32> = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Returns when the host has ended and its groups are killed.
    mutating func serve() {
        // A terminal tells all of its programs to stop; the host decides when its runners do.
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { signal(number, SIG_IGN) }
        while let notice = next() {
            switch notice {
            case .begun(let group): groups.insert(group)
            case .over(let group): groups.remove(group)
            }
        }
        for group in groups { kill(-group, SIGKILL) }
    }

    /// nil when the host is gone, or says what it cannot mean.
    private func next() -> GroupNotice? {
        var bytes = [UInt8](repeating: 0, count: GroupNotice.byteCount)
        var filled = 0
        while filled < bytes.count {
            let count = bytes[filled...].withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                return nil
            }
            filled += count
        }
        return GroupNotice(bytes)
    }
}

import Glibc

/// The descriptor by which the host is reached.
enum HostDescriptor {
    private static let given: Int32 = 3
    /// Above what code that closes "all" descriptors usually reaches.
    private static let wanted: Int32 = 1024

    /// Moves the socket out of reach of a processor's mistakes: to a high number, not inherited by programs it starts.
    /// nil when descriptor 3 is no socket.
    static func take() -> Int32? {
        var status = stat()
        guard fstat(given, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return nil }
        let moved = duplicate(atLeast: wanted) ?? duplicate(atLeast: highestAllowed)
        guard let moved else {
            _ = fcntl(given, F_SETFD, FD_CLOEXEC)
            return given
        }
        close(given)
        return moved
    }

    private static func duplicate(atLeast minimum: Int32) -> Int32? {
        let descriptor = fcntl(given, F_DUPFD_CLOEXEC, minimum)
        return descriptor >= 0 ? descriptor : nil
    }

    private static var highestAllowed: Int32 {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int32(clamping: limit.rlim_cur) - 1
    }
}

import CLinux
import Glibc
import Synchronization

/// The scratch folder of a runner: empty and the run's own whenever a run begins.
///
/// Making and removing a folder is a journaled write on most file systems and costs more than a short run. So a folder that a
/// run has left as it was is used for the next one.
final class ScratchFolder: Sendable {
    private struct State {
        var path: String
        /// Of the folder; -1 while there is none.
        var descriptor: Int32 = -1
        /// When the folder last changed, as the kernel says, if it has been found empty since: it is empty until that changes.
        var emptySince: Instant?
    }

    /// A time of the kernel's.
    private struct Instant: Equatable {
        var seconds: Int
        var nanoseconds: Int

        init(_ time: timespec) { (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec) }
    }

    /// Two changes within one tick of the clock that a file system keeps have the same time. Some count in pairs of seconds, and
    /// that of another machine may be behind.
    private static let longestTick = 3

    private static let mode: mode_t = 0o700

    private let makePath: @Sendable () -> String
    private let state: Mutex<State>

    /// - Parameter makePath: another path each time; should a folder not go away, the next run gets another.
    init(makePath: @escaping @Sendable () -> String) {
        self.makePath = makePath
        state = Mutex(State(path: makePath()))
    }

    deinit {
        _ = remove()
    }

    var path: String { state.withLock { $0.path } }

    /// To be called before a run.
    /// - Returns: why there is no folder, if so.
    func prepare() -> String? {
        state.withLock { state in
            guard state.descriptor < 0 else { return nil }
            guard mkdir(state.path, Self.mode) == 0 else { return Self.failure("made", state.path, errno) }
            state.descriptor = open(state.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            return state.descriptor < 0 ? Self.failure("opened", state.path, errno) : nil
        }
    }

    /// To be called after a run: nothing of what it left stays. The folder does: its runner is confined to that.
    /// - Returns: why that could not be removed, if so.
    func clear() -> String? {
        state.withLock { state in
            if Self.isUntouched(&state) { return nil }
            var status = stat()
            // Only where nothing confines a processor can it take the folder itself away.
            guard fstat(state.descriptor, &status) == 0, status.st_nlink > 0 else { return remove(&state) }
            do {
                try FolderRemoval.clear(state.path)
                return nil
            } catch {
                return "the scratch folder \(state.path) could not be cleared: \(error)"
            }
        }
    }

    /// Removes it with whatever a processor left in it.
    /// - Returns: why it could not be removed, if so.
    func remove() -> String? {
        state.withLock { remove(&$0) }
    }

    private func remove(_ state: inout State) -> String? {
        guard state.descriptor >= 0 else { return nil }
        close(state.descriptor)
        state.descriptor = -1
        state.emptySince = nil
        if rmdir(state.path) == 0 || errno == ENOENT { return nil }
        let path = state.path
        do {
            try FolderRemoval.remove(path)
            return nil
        } catch {
            state.path = makePath()
            return "the scratch folder \(path) could not be removed: \(error)"
        }
    }

    /// Whether the folder is there, empty and with its rights.
    ///
    /// The time of its last change, which no processor can set, tells it in one call; reading the folder takes three more.
    private static func isUntouched(_ state: inout State) -> Bool {
        var status = stat()
        let descriptor = state.descriptor
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & 0o7777 == mode, status.st_nlink > 0
        else { return false }
        let change = Instant(status.st_ctim)
        if change == state.emptySince { return true }
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { return false }
        // Before the look, so that what comes after it has another time.
        let isOld = isOld(change)
        let isEmpty = withUnsafeTemporaryAllocation(byteCount: 512, alignment: 8) { buffer in
            // Entries of the folder, and of no other: "." and ".." alone are 48 bytes on every file system.
            let count = getdents64(descriptor, buffer.baseAddress, buffer.count)
            return count == 48 && getdents64(descriptor, buffer.baseAddress, buffer.count) == 0
        }
        state.emptySince = isEmpty && isOld ? change : nil
        return isEmpty
    }

    /// Whether a change from now on has a later time.
    private static func isOld(_ change: Instant) -> Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now.tv_sec - change.seconds > longestTick
    }

    private static func failure(_ what: String, _ path: String, _ code: Int32) -> String {
        "the scratch folder \(path) could not be \(what): \(SystemError.text(of: code))"
    }
}

import Glibc

/// The private folder of one run.
struct ScratchFolder: Sendable {
    let path: String

    /// - Returns: why it could not be made, if so.
    func create() -> String? {
        guard mkdir(path, 0o700) != 0 else { return nil }
        return "the scratch folder \(path) could not be made: \(SystemError.text(of: errno))"
    }

    /// Removes it with whatever the processor left in it.
    /// - Returns: why it could not be removed, if so.
    func remove() -> String? {
        if rmdir(path) == 0 || errno == ENOENT { return nil }
        do {
            try FolderRemoval.remove(path)
            return nil
        } catch {
            return "the scratch folder \(path) could not be removed: \(error)"
        }
    }
}

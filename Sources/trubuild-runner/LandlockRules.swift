import CSandbox
import Glibc
import ProcessorLoader

/// Which files this process may use, and how.
struct LandlockRules {
    struct Access: OptionSet {
        let rawValue: UInt64

        private static let executeFile = Access(rawValue: 1 << 0)
        private static let changeFile = Access(rawValue: 1 << 1)
        private static let readFile = Access(rawValue: 1 << 2)
        private static let readFolder = Access(rawValue: 1 << 3)
        private static let removeFolder = Access(rawValue: 1 << 4)
        private static let removeFile = Access(rawValue: 1 << 5)
        private static let makeFolder = Access(rawValue: 1 << 7)
        private static let makeFile = Access(rawValue: 1 << 8)
        private static let makePipe = Access(rawValue: 1 << 10)
        private static let makeLink = Access(rawValue: 1 << 12)
        private static let moveBetweenFolders = Access(rawValue: 1 << 13)
        private static let truncate = Access(rawValue: 1 << 14)
        private static let controlDevice = Access(rawValue: 1 << 15)

        static let read: Access = [.readFile, .readFolder]
        static let execute: Access = [.read, .executeFile]
        static let writeFile: Access = [.readFile, .changeFile, .truncate]
        /// No devices, no sockets, and no programs.
        static let write: Access = [
            .read, .writeFile, .removeFolder, .removeFile, .makeFolder, .makeFile, .makePipe, .makeLink,
            .moveBetweenFolders,
        ]
        /// What makes sense for something that is no folder.
        static let ofFiles: Access = [.executeFile, .changeFile, .readFile, .truncate, .controlDevice]

        /// All that an ABI knows.
        static func all(abi: Int32) -> Access {
            let count: UInt64 = abi >= 5 ? 16 : abi >= 3 ? 15 : abi >= 2 ? 14 : 13
            return Access(rawValue: (1 << count) - 1)
        }
    }

    private let descriptor: Int32
    private let handled: Access

    /// - Parameter abi: of this kernel, 1 or more. What it does not know is not denied.
    init(abi: Int32, allowsNetwork: Bool) throws(LoadError) {
        handled = .all(abi: abi)
        // TCP: bind and connect. Scopes: abstract sockets and signals.
        descriptor = sandbox_ruleset(abi, handled.rawValue, abi >= 4 && !allowsNetwork ? 3 : 0, abi >= 6 ? 3 : 0)
        guard descriptor >= 0 else { throw Self.failure("a set of rules") }
    }

    /// What does not exist needs no rule.
    func allow(_ path: String, _ access: Access) {
        let target = sandbox_open_path(path)
        guard target >= 0 else { return }
        defer { Glibc.close(target) }
        var status = stat()
        guard fstat(target, &status) == 0 else { return }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        _ = sandbox_allow(
            descriptor, target, access.intersection(isFolder ? handled : handled.intersection(.ofFiles)).rawValue)
    }

    func restrict() throws(LoadError) {
        guard sandbox_restrict(descriptor) == 0 else { throw Self.failure("restricting itself") }
    }

    func close() {
        Glibc.close(descriptor)
    }

    private static func failure(_ what: String) -> LoadError {
        let reason = String(cString: strerror(errno))
        return LoadError(
            code: "sandbox.failed",
            message: "the runner could not confine itself (Landlock, \(what): \(reason)). \"sandbox\": \"off\" in the "
                + "manifest lets the processor run without")
    }
}

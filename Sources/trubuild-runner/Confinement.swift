import CSandbox
import Glibc
import ProcessorLoader
import RunnerProtocol

/// Takes away from this process what its processor has no use for. It cannot be undone, and all that the processor starts
/// is under it, too: call it while there is one thread, before the library is loaded.
struct Confinement: Sendable {
    private static let maximumTasksOfUser: UInt64 = 8192

    private let packageDirectory: String
    /// The folder that the rules speak of, whatever has its name later. nil when there was none.
    private let package: stat?
    private let processorSeconds: UInt64

    init(_ policy: SandboxPolicy) throws(LoadError) {
        packageDirectory = policy.packageDirectory
        package = policy.packageDirectory.isEmpty ? nil : Self.status(of: policy.packageDirectory)
        processorSeconds = policy.processorSeconds
        sandbox_die_with_parent()
        // One that died before that call sends no signal.
        if policy.host != 0, getppid() != policy.host { Exit.now(.hostGone) }
        try Self.check("no new privileges", sandbox_no_new_privileges())
        Self.limit(RLIMIT_CORE, 0)
        if policy.memoryBytes > 0 {
            // What is private and writable; shared memory is bounded by the address space, in which much is only reserved.
            Self.limit(RLIMIT_DATA, policy.memoryBytes)
            Self.limit(RLIMIT_AS, policy.memoryBytes &* 2 + 8 << 30)
        }
        if policy.fileBytes > 0 { Self.limit(RLIMIT_FSIZE, policy.fileBytes) }
        if policy.openFiles > 0 { Self.limit(RLIMIT_NOFILE, policy.openFiles) }
        // All tasks of the user count, those of other runners too; the kernel passes root over.
        Self.limit(__RLIMIT_NPROC, Self.maximumTasksOfUser)
        guard policy.isConfined else { return }
        try Self.check("hiding from other processes", sandbox_hide_from_others())
        try Self.check("giving up capabilities", sandbox_drop_capabilities())
        let abi = sandbox_landlock_abi()
        if abi > 0 { try Self.confineFiles(policy, abi: abi) }
        if sandbox_has_filter() { try Self.check("a filter of system calls", sandbox_filter(policy.allowsNetwork)) }
    }

    /// A run begins.
    func beginRun() {
        if !packageDirectory.isEmpty, !isPackageTheSame { Exit.now(.packageReplaced) }
        guard processorSeconds > 0 else { return }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let used = UInt64(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limits)
        limits.rlim_cur = min(rlim_t(used + processorSeconds + 1), limits.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limits)
    }

    private var isPackageTheSame: Bool {
        let now = Self.status(of: packageDirectory)
        return now?.st_dev == package?.st_dev && now?.st_ino == package?.st_ino
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private static func confineFiles(_ policy: SandboxPolicy, abi: Int32) throws(LoadError) {
        let rules = try LandlockRules(abi: abi, allowsNetwork: policy.allowsNetwork)
        defer { rules.close() }
        for path in SystemPaths.executable { rules.allow(path, .execute) }
        for path in SystemPaths.readable { rules.allow(path, .read) }
        if policy.allowsNetwork { for path in SystemPaths.readableWithNetwork { rules.allow(path, .read) } }
        for path in SystemPaths.writable { rules.allow(path, .writeFile) }
        for path in SystemPaths.foldersOfLoadedLibraries() { rules.allow(path, .read) }
        for path in policy.readable { rules.allow(path, .read) }
        if !policy.packageDirectory.isEmpty { rules.allow(policy.packageDirectory, .read) }
        for path in policy.writable { rules.allow(path, .write) }
        try rules.restrict()
    }

    private static func limit(_ resource: __rlimit_resource, _ value: UInt64) {
        var limits = rlimit()
        let resource = __rlimit_resource_t(resource.rawValue)
        getrlimit(resource, &limits)
        let value = min(rlim_t(value), limits.rlim_max)
        limits = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(resource, &limits)
    }

    private static func check(_ what: String, _ result: Int32) throws(LoadError) {
        guard result != 0 else { return }
        let reason = String(cString: strerror(errno))
        throw LoadError(
            code: "sandbox.failed",
            message: "the runner could not confine itself (\(what): \(reason)). \"sandbox\": \"off\" in the manifest "
                + "lets the processor run without")
    }
}

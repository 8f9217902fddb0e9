import CSandbox

/// What the kernel of this machine can confine.
public struct SandboxSupport: Sendable, Hashable {
    /// 0 without Landlock.
    let landlock: Int
    /// Whether system calls can be filtered.
    let hasFilter: Bool

    init(landlock: Int, hasFilter: Bool) {
        self.landlock = landlock
        self.hasFilter = hasFilter
    }

    /// Of this machine.
    public static var current: SandboxSupport {
        SandboxSupport(landlock: Int(sandbox_landlock_abi()), hasFilter: sandbox_has_filter())
    }

    /// What is not confined here, each a few words; empty when all is.
    public var missing: [String] {
        var missing: [String] = []
        switch landlock {
        case 0:
            missing.append("files, TCP and signals: no Landlock, which Linux has since 5.13 unless it is switched off")
        case 1...2: missing.append("truncating files, TCP and signals: Landlock ABI \(landlock), wanted 6 (Linux 6.12)")
        case 3: missing.append("TCP and signals to other processes: Landlock ABI 3, wanted 6 (Linux 6.12)")
        case 4...5: missing.append("signals to other processes: Landlock ABI \(landlock), wanted 6 (Linux 6.12)")
        default: break
        }
        if !hasFilter {
            missing.append(
                "system calls, sockets but TCP, leaving the process group: no seccomp filters in this kernel")
        }
        return missing
    }
}

extension SandboxSupport: CustomStringConvertible {
    /// One line for people.
    public var description: String {
        missing.isEmpty
            ? "complete (Landlock ABI \(landlock), system call filter)"
            : "incomplete, not confined are \(missing.joined(separator: "; "))"
    }
}

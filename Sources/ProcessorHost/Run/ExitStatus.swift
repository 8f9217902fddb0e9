import Glibc
import RunnerProtocol

/// How a runner's process ended.
enum ExitStatus: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)

    /// `exited with status 0`, `signal 11 (SIGSEGV, invalid memory access)`
    var text: String {
        switch self {
        case .exited(let status):
            guard let meaning = RunnerExitStatus(rawValue: status), meaning != .shutdown else {
                return "exited with status \(status)"
            }
            return "exited with status \(status) (runner: \(meaning))"
        case .signalled(let signal): return "signal \(signal)\(Self.meaning(of: signal))"
        }
    }

    private static func meaning(of signal: Int32) -> String {
        switch signal {
        case SIGSEGV: " (SIGSEGV, invalid memory access)"
        case SIGBUS: " (SIGBUS, access to memory that is not there)"
        case SIGABRT: " (SIGABRT, abort was called)"
        case SIGILL: " (SIGILL, illegal instruction: in Swift a failed check, such as an index out of range)"
        case SIGTRAP: " (SIGTRAP, trap: in Swift a failed check, such as an index out of range)"
        case SIGFPE: " (SIGFPE, arithmetic error, such as a division by zero)"
        case SIGKILL: " (SIGKILL, from outside; the kernel does it when memory runs out)"
        case SIGTERM: " (SIGTERM, from outside)"
        case SIGPIPE: " (SIGPIPE, nobody reads what it wrote)"
        case SIGSYS: " (SIGSYS, forbidden system call)"
        case SIGXCPU: " (SIGXCPU, over its limit of processor time)"
        default: ""
        }
    }
}

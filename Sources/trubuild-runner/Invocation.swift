import ProcessorLoader
import RunnerProtocol

/// What the arguments ask for.
enum Invocation: Equatable {
    case serve
    case standGuard
    case print(String)
    case misuse(String)

    /// - Parameter arguments: without the program's name.
    init(arguments: [String]) {
        switch arguments {
        case []: self = .serve
        case ["--guard"]: self = .standGuard
        case ["--help"], ["-h"]: self = .print(Self.help)
        case ["--version"]: self = .print(Self.version)
        default:
            self = .misuse("unexpected arguments: \(arguments.joined(separator: " "))\n\n\(Self.help)")
        }
    }

    static let help = """
        usage: trubuild-runner [--guard | --help | --version]

        Loads one processor and runs jobs for trubuild-host. It is started by trubuild-host, which is connected to it
        by a socket on descriptor 3. With --guard, which trubuild-host starts as well, it waits for the end of the host and
        kills what processors have started and the host has not ended.
        """

    static let version = """
        trubuild-runner \(productVersion) (processor ABI \(ProcessorABI.major).\(ProcessorABI.minor), \
        runner protocol \(runnerProtocolVersion))
        """
}

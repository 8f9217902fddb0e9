import Foundation

enum Machine {
    /// Keeps this process, and all that it starts from now on, on the first two of the cores that it may use.
    static func useTwoCores() throws {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
        let ranges = line?.split(separator: "\t").last?.split(separator: ",") ?? []
        let cores = ranges.flatMap { range -> [Int] in
            let ends = range.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { return [] }
            return Array(first...last)
        }
        guard cores.count > 2 else { return }
        try ChildProcess(["taskset", "-cp", "\(cores[0]),\(cores[1])", "\(getpid())"], log: "/dev/null").wait()
    }

    /// The processor, and how much else it had to do a moment ago.
    static var model: String {
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = info.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "?"
        return "\(name), load average \(load)"
    }

    static var load: Double {
        var loads = [0.0]
        return getloadavg(&loads, 1) == 1 ? loads[0] : -1
    }

    /// Processor time of the programs that this process has waited for.
    static var secondsOfEndedChildren: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return usage.processorSeconds
    }

    /// CLOCK_MONOTONIC, in ns: the clock of the processors.
    static var nanoseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}

import Foundation

/// The processes of the machine at one moment, with the processor time that each has had.
struct ProcessTable {
    private struct Entry {
        var parent: pid_t
        var name: String
        /// In seconds.
        var own: Double
        /// Of the children that it has waited for, in seconds.
        var reaped: Double
    }

    private var entries: [pid_t: Entry] = [:]

    init() {
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let pid = pid_t(name), let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
            else { continue }
            let fields = text[text.index(after: close)...].split(separator: " ")
            guard fields.count > 14, let parent = pid_t(fields[1]) else { continue }
            let times = fields[11...14].map { (Double($0) ?? 0) / ticks }
            entries[pid] = Entry(
                parent: parent, name: String(text[text.index(after: open)..<close]), own: times[0] + times[1],
                reaped: times[2] + times[3])
        }
    }

    /// Of the process alone.
    func seconds(of pid: pid_t) -> Double { entries[pid]?.own ?? 0 }

    /// Of all that it has started, alive or not.
    func secondsOfChildren(of pid: pid_t) -> Double {
        descendants(of: pid).reduce(entries[pid]?.reaped ?? 0) {
            $0 + (entries[$1]?.own ?? 0) + (entries[$1]?.reaped ?? 0)
        }
    }

    func secondsOfTree(of pid: pid_t) -> Double { seconds(of: pid) + secondsOfChildren(of: pid) }

    func descendants(of pid: pid_t) -> [pid_t] {
        let children = entries.filter { $0.value.parent == pid }.keys
        return children + children.flatMap { descendants(of: $0) }
    }

    /// The runners among them. The one that ends what is left of the others when the host dies lives as long as it does.
    func runners(of host: pid_t) -> [pid_t] {
        descendants(of: host).filter { pid in
            let line = (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)) ?? ""
            return !line.split(separator: "\0").contains("--guard")
        }
    }

    /// A figure of `/proc/PID/status`, such as VmHWM, in MiB; 0 when the process is gone.
    static func mebibytes(_ key: String, of pid: pid_t) -> Double {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("\(key):") }
        let number = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
        return (number ?? 0) / 1_024
    }
}

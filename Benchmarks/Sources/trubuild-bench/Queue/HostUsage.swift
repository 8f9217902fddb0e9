import Foundation

/// What hosts and their runners have used so far; read while they live.
struct HostUsage {
    /// Processor time of the hosts, in seconds.
    private(set) var host = 0.0
    /// Processor time of their runners, in seconds.
    private(set) var runners = 0.0
    /// The largest host.
    private(set) var hostMebibytes = 0.0
    /// The largest runner that is alive.
    private(set) var runnerMebibytes = 0.0

    init(_ hosts: [pid_t]) {
        let table = ProcessTable()
        for pid in hosts {
            host += table.seconds(of: pid)
            runners += table.secondsOfChildren(of: pid)
            hostMebibytes = max(hostMebibytes, ProcessTable.mebibytes("VmHWM", of: pid))
            for runner in table.descendants(of: pid) {
                runnerMebibytes = max(runnerMebibytes, ProcessTable.mebibytes("VmHWM", of: runner))
            }
        }
    }
}

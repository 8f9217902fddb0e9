import Foundation
import TestKit

/// What a process takes.
struct Resources {
    var descriptors = 0
    var children = 0
    var megabytes = 0
    /// Processor time since its start, in seconds.
    var processorTime = 0.0

    init() {}

    init(of pid: Int32) throws {
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
        children = try Self.children(of: pid).count
        let pages = try String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8).split(separator: " ")
        megabytes = ((Int(pages[1]) ?? 0) * Int(getpagesize())) >> 20
        // The program's name, in parentheses, may hold spaces; user and system time are the 12th and 13th field after it.
        let status = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw TestKitError("/proc/\(pid)/stat says \(status)")
        }
        processorTime = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The processes that a process has started.
    static func children(of pid: Int32) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").flatMap { task in
            let list = try? String(contentsOfFile: "/proc/\(pid)/task/\(task)/children", encoding: .utf8)
            return list?.split(separator: " ").compactMap { Int32($0) } ?? []
        }
    }
}

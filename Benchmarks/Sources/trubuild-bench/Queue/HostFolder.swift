import Foundation

/// A folder as an operator has it, with a manifest that leaves all at its default but what is measured.
struct HostFolder {
    let path: String
    let jobType: String

    /// - Parameter processor: a C file in Benchmarks/Processors, which serves the job type `bench_PROCESSOR`.
    init(_ processor: String, _ placement: Placement, in folder: String, root: URL) throws {
        path = "\(folder)/\(processor)-\(placement.rawValue)"
        jobType = "bench_\(processor)"
        let plugins = "\(path)/Plugins"
        try FileManager.default.createDirectory(atPath: plugins, withIntermediateDirectories: true)
        let library = "\(plugins)/lib\(processor).so"
        let source = root.appending(path: "Benchmarks/Processors/\(processor).c").path
        let header = root.appending(path: "Sources/CTrubuildProcessor/include").path
        try ChildProcess(
            ["cc", "-std=c99", "-D_POSIX_C_SOURCE=200809L", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
                + ["-I", header, source, "-o", library], log: "\(path)/cc.log"
        ).wait()
        chmod(library, 0o755)
        let entry = ["name": processor, "library": processor, "placement": placement.rawValue]
        try JSONSerialization.data(withJSONObject: ["version": 1, "processors": [entry]])
            .write(to: URL(filePath: "\(path)/processors.json"))
    }
}

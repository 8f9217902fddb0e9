import Foundation
import RunnerProtocol

extension Manifest {
    /// More than any manifest needs; keeps a mistaken path from filling the memory.
    private static let maximumBytes = 4 << 20

    /// The number of cores of this machine.
    public static var defaultConcurrency: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// Reads and checks a manifest.
    ///
    /// Whether the libraries are there and good is not looked at: that takes out single processors, not the manifest.
    /// - Parameter path: absolute, or relative to the current directory.
    /// - Parameter cores: the default of `concurrency`.
    /// - Parameter spoolLimit: what no processor may be allowed to exceed by itself.
    /// - Throws: everything that is wrong with it.
    public static func load(
        path: String, cores: Int = defaultConcurrency, spoolLimit: UInt64 = .max
    ) throws(ManifestError) -> Manifest {
        let file = PathText.absolute(path)
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw unreadable(file, found: "no readable file (\(Self.reason(of: error)))")
        }
        guard data.count <= maximumBytes else {
            throw unreadable(file, found: "\(data.count) bytes, more than \(maximumBytes)")
        }
        let manifest = try parse(Array(data), file: file, cores: cores)
        try manifest.checkRoom(spoolLimit)
        return manifest
    }

    /// One run alone must be able to write all that it may.
    private func checkRoom(_ spoolLimit: UInt64) throws(ManifestError) {
        let problems = entries.filter { $0.limits.run.artifactTotalBytes > spoolLimit }.map { entry in
            ManifestProblem(
                file: path, line: nil, entry: "entry \"\(entry.name)\"", key: "limits.artifacts",
                found: ByteText.describe(entry.limits.run.artifactTotalBytes),
                wanted: "at most \(ByteText.describe(spoolLimit)), which the files of all runs may hold together "
                    + "(setting SPOOL_LIMIT)", fix: "lower limits.artifacts or raise SPOOL_LIMIT")
        }
        if !problems.isEmpty { throw ManifestError(problems) }
    }

    /// Checks the bytes of a manifest.
    /// - Parameter file: its absolute path, for messages and as the start of relative paths.
    public static func parse(_ bytes: [UInt8], file: String, cores: Int) throws(ManifestError) -> Manifest {
        let root: JSONNode
        do {
            root = try JSONParser.parse(bytes)
        } catch {
            throw ManifestError([
                ManifestProblem(
                    file: file, line: error.line, found: "\(error.found) at column \(error.column)",
                    wanted: error.wanted, fix: "correct the JSON there")
            ])
        }
        var reader = ManifestReader(file: file, cores: cores)
        guard let manifest = reader.read(root) else { throw ManifestError(reader.problems) }
        return manifest
    }

    private static func unreadable(_ file: String, found: String) -> ManifestError {
        ManifestError([
            ManifestProblem(
                file: file, line: nil, found: found, wanted: "the manifest of the processors",
                fix: "name the right file with --manifest FILE")
        ])
    }

    private static func reason(of error: any Error) -> String {
        guard let code = (error as? CocoaError)?.underlying as? POSIXError else {
            return (error as? CocoaError)?.code == .fileReadNoSuchFile ? "No such file or directory" : "\(error)"
        }
        return String(cString: strerror(code.code.rawValue))
    }
}

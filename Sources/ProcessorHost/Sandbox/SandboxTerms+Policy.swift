import Foundation
import Glibc
import RunnerProtocol

extension SandboxTerms {
    /// What every runner of a processor is told; each adds its package and its folders.
    /// - Parameters:
    ///   - library: the copy that is loaded.
    ///   - original: where it was found.
    func policy(library: String, original: String) -> SandboxPolicy {
        var policy = SandboxPolicy()
        policy.isConfined = mode != .off
        policy.host = getpid()
        policy.readable = [PathText.folder(of: library)] + Self.neighbours(of: original) + readable
        policy.writable = writable
        policy.allowsNetwork = allowsNetwork
        policy.memoryBytes = memory
        policy.fileBytes = scratch
        policy.openFiles = UInt64(files)
        policy.processorSeconds = cpu.map { UInt64(max(1, ($0 / .seconds(1)).rounded(.up))) } ?? 0
        return policy
    }

    /// The libraries that lie beside the original: links beside the copy lead there. The rest of that folder is nobody's business.
    private static func neighbours(of original: String) -> [String] {
        let folder = PathText.folder(of: original)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.contains(".so") }.prefix(maximumNeighbours).map { "\(folder)/\($0)" }
    }

    /// Keeps what a runner is told within a frame.
    private static let maximumNeighbours = 200
}

extension LibraryRefusal {
    static func unconfined(_ missing: [String]) -> LibraryRefusal {
        LibraryRefusal(
            code: "sandbox.unavailable",
            reason: "the manifest wants \"sandbox\": \"required\", and this kernel cannot confine "
                + "\(missing.joined(separator: "; ")). Use a newer kernel, or write \"sandbox\": \"on\"")
    }
}

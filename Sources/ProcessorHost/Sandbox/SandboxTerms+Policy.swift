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
        // The neighbours of the library may be links to neighbours of the original.
        policy.readable = [PathText.folder(of: library), PathText.folder(of: original)] + readable
        policy.writable = writable
        policy.allowsNetwork = allowsNetwork
        policy.memoryBytes = memory
        policy.fileBytes = scratch
        policy.openFiles = UInt64(files)
        policy.processorSeconds = cpu.map { UInt64(max(1, ($0 / .seconds(1)).rounded(.up))) } ?? 0
        return policy
    }
}

extension LibraryRefusal {
    static func unconfined(_ missing: [String]) -> LibraryRefusal {
        LibraryRefusal(
            code: "sandbox.unavailable",
            reason: "the manifest wants \"sandbox\": \"required\", and this kernel cannot confine "
                + "\(missing.joined(separator: "; ")). Use a newer kernel, or write \"sandbox\": \"on\"")
    }
}

import Glibc
import SystemPackage

/// A file without a name that can be opened by a path: what reads files by their paths can be fuzzed without leaving any behind.
final class NamelessFile {
    private let descriptor: CInt

    /// nil when the system has none to give.
    init?(_ bytes: [UInt8]) {
        var name = Array("/dev/shm/trubuild-fuzz-XXXXXX\0".utf8).map { CChar(bitPattern: $0) }
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { return nil }
        unlink(name)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return nil }
            rest = rest.dropFirst(count)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    var path: FilePath { FilePath("/proc/self/fd/\(descriptor)") }
}

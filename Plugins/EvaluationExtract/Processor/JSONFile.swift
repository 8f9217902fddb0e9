import SystemPackage
import TenderKit

/// The bytes of a `.json` sheet.
enum JSONFile {
    /// Far beyond what anybody evaluates by.
    static let limit = 8 << 20

    static func read(_ path: FilePath, as name: String) throws(DocumentError) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            bytes = try file.closeAfter {
                try [UInt8](unsafeUninitializedCapacity: limit + 1) { buffer, count in
                    let whole = UnsafeMutableRawBufferPointer(buffer)
                    while case let more = try file.read(into: .init(rebasing: whole[count...])), more > 0 {
                        count += more
                    }
                }
            }
        } catch {
            throw DocumentError(.missing, file: name, tried: ["JSON"], reason: "cannot be read: \(error)")
        }
        guard !bytes.isEmpty else {
            throw DocumentError(.empty, file: name, tried: ["JSON"], reason: "the file is empty")
        }
        guard bytes.count <= limit else {
            throw DocumentError(
                .tooLarge, file: name, tried: ["JSON"],
                reason: "more than \(limit >> 20) MiB, which no sheet of criteria has")
        }
        return bytes
    }
}

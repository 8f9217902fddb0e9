import Glibc
import SystemPackage

/// A file in an archive.
struct ArchiveMember: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case file(FilePath, bytes: Int)
        case failure(DocumentError)
    }

    /// Printable, behind the archive's name.
    var name: String
    var content: Content
}

/// Unpacks an archive and the archives in it, within bounds. The files get names of our own; what the archive calls them is
/// only shown.
struct ArchiveUnpacker {
    private let folder: UnpackedFolder
    private let limits: ArchiveLimits
    private let fileBytes: Int
    private var members: [ArchiveMember] = []
    private var entries = 0
    private var bytes = 0
    private var byteLimit = 0
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    /// - Parameter fileBytes: a larger file in it is reported and left.
    init(into folder: UnpackedFolder, limits: ArchiveLimits, fileBytes: Int) {
        (self.folder, self.limits, self.fileBytes) = (folder, limits, fileBytes)
    }

    /// - Returns: the files sorted by name, and what could not be unpacked with the reason.
    /// - Throws: ``ReadFailure`` when the archive is refused as a whole; a transient error when there is no room.
    mutating func unpack(_ archive: FilePath, name: String, bytes archiveBytes: Int) throws -> [ArchiveMember] {
        guard archiveBytes <= limits.archiveBytes else {
            throw ReadFailure(
                .tooLarge,
                "an archive of \(archiveBytes >> 20) MiB, more than the \(limits.archiveBytes >> 20) MiB allowed: send it in parts"
            )
        }
        byteLimit = min(limits.bytes, max(limits.ratioFloor, archiveBytes * limits.ratio))
        // The locale is the thread's: nothing in there suspends.
        try UTF8Names.with { try unpack(archive, name: name, depth: 1) }
        guard !members.isEmpty else { throw ReadFailure(.empty, "an archive without files") }
        let isLocked = members.allSatisfy { member in
            if case .failure(let error) = member.content { error.code == .passwordProtected } else { false }
        }
        if isLocked { throw ArchiveStream.encrypted }
        return members.sorted { PackageFolder.isListed($0.name, before: $1.name) }
    }

    private mutating func unpack(_ archive: FilePath, name: String, depth: Int) throws {
        let found = members.count
        do {
            try survey(archive)
            let stream = try ArchiveStream(archive)
            while let entry = try stream.next() {
                try count(entry)
                guard entry.kind != .folder, let inner = ArchiveEntryName.text(entry.name) else { continue }
                try unpack(entry, of: stream, name: PrintableName.of("\(name)/\(inner)"), depth: depth)
            }
        } catch let failure as ReadFailure {
            // A bound refuses all of it. A fault is reported beside what came before.
            if failure.code == .tooLarge || failure.code == .cancelled { throw failure }
            if depth == 1, members.count == found { throw failure }
            let count = members.count - found
            fail(name, failure.code, count == 0 ? failure.reason : "\(failure.reason) (after \(count) files)")
        }
    }

    /// Refuses an archive that is too large by its own account before anything of it is written. What it does not tell, and
    /// what it tells wrongly, is found when it is unpacked.
    private func survey(_ archive: FilePath) throws(ReadFailure) {
        var whole = self
        do throws(ReadFailure) {
            let stream = try ArchiveStream(archive)
            while let entry = try stream.next(), stream.hasDirectory {
                try whole.count(entry)
                guard entry.kind == .file, !entry.isEncrypted, ArchiveEntryName.text(entry.name) != nil else {
                    continue
                }
                try whole.charge(entry.bytes ?? 0)
            }
        } catch {
            // A fault is told by the pass that unpacks, with what came before it.
            guard error.code != .tooLarge else { throw error }
        }
    }

    private mutating func unpack(_ entry: ArchiveStream.Entry, of stream: ArchiveStream, name: String, depth: Int)
        throws
    {
        guard entry.kind == .file else {
            return fail(name, .unsupported, "a link or a device, not a file: left out")
        }
        if entry.bytes == 0, PackageFolder.isMarker(name) { return }
        guard !entry.isEncrypted else {
            return fail(name, ArchiveStream.encrypted.code, ArchiveStream.encrypted.reason)
        }
        if let stated = entry.bytes, stated > fileBytes {
            try charge(stated)
            return fail(name, .tooLarge, "\(stated >> 20) MiB, more than the \(fileBytes >> 20) MiB allowed")
        }
        let file: (path: FilePath, bytes: Int)
        do {
            file = try write(stream)
        } catch let failure as ReadFailure {
            if failure.code == .tooLarge || failure.code == .cancelled { throw failure }
            return fail(name, failure.code, failure.reason)
        }
        guard ArchiveFormat.isArchive(file.path, head: try OpenFile(file.path).head(), name: name) else {
            members.append(ArchiveMember(name: name, content: .file(file.path, bytes: file.bytes)))
            return
        }
        defer { _ = file.path.withPlatformString { unlink($0) } }
        guard depth < limits.depth else {
            return fail(name, .archive, "archives nested deeper than \(limits.depth): unpack it")
        }
        try unpack(file.path, name: name, depth: depth + 1)
    }

    private mutating func write(_ stream: ArchiveStream) throws -> (path: FilePath, bytes: Int) {
        let (descriptor, path) = try folder.create(entries)
        defer { close(descriptor) }
        var written = 0
        while true {
            guard !Task.isCancelled else { throw ReadFailure(.cancelled, "cancelled") }
            let count = try buffer.withUnsafeMutableBytes { bytes throws(ReadFailure) in try stream.read(into: bytes) }
            guard count > 0 else { return (path, written) }
            try charge(count)
            written += count
            var rest = buffer[..<count]
            while !rest.isEmpty {
                let done = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if done < 0, errno == EINTR { continue }
                guard done > 0 else { throw UnpackedFolder.failed(folder.path, errno) }
                rest = rest.dropFirst(done)
            }
        }
    }

    private mutating func count(_ entry: ArchiveStream.Entry) throws(ReadFailure) {
        entries += 1
        guard entries <= limits.entries else {
            throw ReadFailure(
                .tooLarge, "an archive of more than \(limits.entries) entries: refused as a whole. Send it in parts")
        }
    }

    private mutating func charge(_ count: Int) throws(ReadFailure) {
        let (sum, isOver) = bytes.addingReportingOverflow(count)
        bytes = sum
        guard !isOver, bytes <= byteLimit else {
            let bound = byteLimit < limits.bytes ? "\(limits.ratio) times its size" : "\(limits.bytes >> 20) MiB"
            throw ReadFailure(.tooLarge, "an archive that expands beyond \(bound): refused as a whole")
        }
    }

    private mutating func fail(_ name: String, _ code: DocumentError.Code, _ reason: String) {
        members.append(
            ArchiveMember(name: name, content: .failure(DocumentError(code, file: name, tried: [], reason: reason))))
    }
}

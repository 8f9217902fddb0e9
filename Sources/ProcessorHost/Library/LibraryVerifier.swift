import Crypto
import Glibc

/// Checks a library and makes the private copy that runners load. docs/decisions.md says why there is a copy.
///
/// The file is opened once. What is checked, hashed and copied are the bytes behind that descriptor, so that a file that is
/// exchanged meanwhile cannot slip through. Reads the whole file: not for cooperative threads.
struct LibraryVerifier {
    let folder: RuntimeFolder
    /// Whose files are trusted, besides root's.
    var user = geteuid()

    func verify(
        _ path: String, sha256 wanted: String?, signedBy keys: [[UInt8]] = []
    ) throws(LibraryRefusal) -> VerifiedLibrary {
        // O_NONBLOCK: the opening of a named pipe must not wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw LibraryRefusal(
                code: "library.unreadable",
                reason: "\(path) cannot be opened: \(SystemError.text(of: errno)). Make it readable for the host")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
        try checkFile(path, status)
        try checkFolder(of: path, descriptor)
        let copy: (path: String, sha256: String)
        do {
            copy = try folder.copyLibrary(from: descriptor, named: PathText.fileName(of: path)) {
                start, digest throws(LibraryRefusal) in
                try checkMagic(path, start)
                try checkDigest(path, digest, wanted)
            }
        } catch let error as LibraryRefusal {
            throw error
        } catch {
            throw LibraryRefusal(
                code: "library.copy_failed", reason: "\(path) could not be copied into \(folder.path): \(error)")
        }
        // Removes the copy when it is refused.
        let library = VerifiedLibrary(path: path, copy: copy.path, sha256: copy.sha256, stamp: FileStamp(status))
        if !keys.isEmpty { try LibrarySignature(keys: keys).check(copy.path, of: path) }
        folder.linkNeighbours(of: path, of: copy.path)
        return library
    }

    private func checkFile(_ path: String, _ status: stat) throws(LibraryRefusal) {
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LibraryRefusal(
                code: "library.not_a_file", reason: "\(path) is no regular file. Put the library itself there")
        }
        guard status.st_uid == 0 || status.st_uid == user else {
            throw LibraryRefusal(
                code: "library.owner",
                reason: "\(path) belongs to user \(status.st_uid); libraries must belong to root or to the user of the "
                    + "host, \(user). Run: chown \(user) \(path)")
        }
        try checkMode(path, status, "write to \(path)")
    }

    /// The folder that the file really lies in, whatever links led there.
    private func checkFolder(of path: String, _ descriptor: Int32) throws(LibraryRefusal) {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count - 1) > 0 else { throw unreadable(path) }
        let real = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = PathText.folder(of: real)
        var status = stat()
        guard stat(folder, &status) == 0 else { throw unreadable(folder) }
        // In a sticky folder, such as /tmp, others may not touch what is not theirs.
        if status.st_mode & S_ISVTX == 0 { try checkMode(folder, status, "exchange files in \(folder)") }
    }

    /// Nobody but the owner may write: who is in a group, and who will be, cannot be known.
    private func checkMode(_ path: String, _ status: stat, _ deed: String) throws(LibraryRefusal) {
        let who =
            switch (status.st_mode & S_IWGRP != 0, status.st_mode & S_IWOTH != 0) {
            case (false, false): nil as (String, String)?
            case (true, false): ("the group \(status.st_gid)", "g-w")
            case (false, true): ("everybody", "o-w")
            case (true, true): ("everybody", "go-w")
            }
        guard let (name, change) = who else { return }
        throw LibraryRefusal(
            code: "library.writable",
            reason: "\(name) may \(deed) (mode \(Self.octal(status.st_mode))). Run: chmod \(change) \(path)")
    }

    private func checkMagic(_ path: String, _ start: ArraySlice<UInt8>) throws(LibraryRefusal) {
        guard start.starts(with: [0x7F, UInt8(ascii: "E"), UInt8(ascii: "L"), UInt8(ascii: "F")]) else {
            throw LibraryRefusal(
                code: "library.not_elf",
                reason:
                    "\(path) is no shared library: it \(start.isEmpty ? "is empty" : "does not begin like an ELF file"). "
                    + "Copy it again, whole")
        }
    }

    private func checkDigest(_ path: String, _ found: String, _ wanted: String?) throws(LibraryRefusal) {
        guard let wanted, wanted != found else { return }
        throw LibraryRefusal(
            code: "library.sha256",
            reason: "\(path) has the SHA-256 \(found), the manifest wants \(wanted). Install the right file, or write "
                + "the new value into \"sha256\"")
    }

    private func unreadable(_ path: String) -> LibraryRefusal {
        LibraryRefusal(
            code: "library.unreadable", reason: "\(path) cannot be looked at: \(SystemError.text(of: errno))")
    }

    private static func octal(_ mode: mode_t) -> String {
        "0" + String(mode & 0o7777, radix: 8)
    }
}

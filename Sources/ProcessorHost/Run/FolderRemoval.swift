import Glibc

/// Removes a folder and all that is in it, however deep: paths have a limit, and what a processor leaves has none.
///
/// Each folder inside is first moved out, to lie beside the others, so that no path grows.
struct FolderRemoval {
    /// Where the folders are moved to.
    private let yard: String
    private var count = 0

    /// - Parameter path: a folder that nobody changes meanwhile, in one that the caller may write to.
    static func remove(_ path: String) throws(SystemError) {
        try clear(path)
        try check("removing \(path)", rmdir(path))
    }

    /// Removes what is in the folder, which stays, with its first rights.
    static func clear(_ path: String) throws(SystemError) {
        var removal = FolderRemoval(yard: "\(path).removing")
        guard mkdir(removal.yard, 0o700) == 0 || errno == EEXIST else {
            throw SystemError(call: "making \(removal.yard)", code: errno)
        }
        var waiting = try removal.empty(path)
        while let folder = waiting.popLast() {
            waiting += try removal.empty(folder)
            try check("removing \(folder)", rmdir(folder))
        }
        try check("removing \(removal.yard)", rmdir(removal.yard))
    }

    /// Removes the files of a folder and moves its folders out.
    /// - Returns: where they are now.
    private mutating func empty(_ folder: String) throws(SystemError) -> [String] {
        // A processor may have taken the rights away.
        _ = chmod(folder, 0o700)
        guard let stream = opendir(folder) else { throw SystemError(call: "opening \(folder)", code: errno) }
        defer { closedir(stream) }
        var moved: [String] = []
        while let entry = readdir(stream) {
            // As bytes: a name need not be UTF-8.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                Array(bytes.bindMemory(to: CChar.self).prefix { $0 != 0 })
            }
            guard name != [0x2E], name != [0x2E, 0x2E] else { continue }
            let path = Array(folder.utf8CString.dropLast()) + [0x2F] + name + [0]
            if unlink(path) == 0 { continue }
            guard errno == EISDIR else { throw SystemError(call: "removing a file in \(folder)", code: errno) }
            // A folder can be moved only by those who may write to it.
            _ = chmod(path, 0o700)
            count += 1
            let place = "\(yard)/\(count)"
            try Self.check("moving a folder out of \(folder)", rename(path, place))
            moved.append(place)
        }
        return moved
    }

    private static func check(_ call: String, _ result: Int32) throws(SystemError) {
        guard result == 0 else { throw SystemError(call: call, code: errno) }
    }
}

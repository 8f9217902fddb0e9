import Glibc

/// Finds the file that a manifest means by `library`.
struct LibraryLocator {
    let manifest: Manifest

    /// - Returns: the absolute path of the first candidate that exists.
    func locate(_ library: String) throws(LibraryRefusal) -> String {
        let candidates = candidates(for: library)
        for path in candidates where access(path, F_OK) == 0 { return path }
        throw LibraryRefusal(
            code: LibraryRefusal.missingCode,
            reason: "the library \"\(library)\" does not exist; looked for \(candidates.joined(separator: ", ")). "
                + "Copy it there, or correct \"library\" in \(manifest.path)")
    }

    /// Where it may be, in this order. `.so` and the prefix `lib` may be left out.
    func candidates(for library: String) -> [String] {
        let name = PathText.fileName(of: library)
        let folders: [String] =
            if library.hasPrefix("/") {
                [PathText.folder(of: library)]
            } else if library.contains("/") {
                [PathText.folder(of: PathText.join(manifest.folder, library))]
            } else {
                [manifest.pluginsFolder, manifest.folder]
            }
        let names = name.hasSuffix(".so") ? [name, "lib\(name)"] : [name, "\(name).so", "lib\(name).so"]
        return folders.flatMap { folder in names.map { PathText.join(folder, $0) } }.filter { path in
            // `Plugins/summary` may be the folder of the sources of `Plugins/summary.so`.
            path.hasSuffix(".so") || !Self.isFolder(path)
        }
    }

    /// The libraries in `Plugins/`, by name.
    func libraries() -> [String] {
        guard let folder = opendir(manifest.pluginsFolder) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".so"), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().map { PathText.join(manifest.pluginsFolder, $0) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

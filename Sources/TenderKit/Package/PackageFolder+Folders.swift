import Glibc
import SystemPackage

extension PackageFolder {
    /// The folders directly in a folder, and what lies beside them.
    public struct Folders: Sendable, Equatable {
        /// Sorted by bytes.
        public var names: [String] = []
        /// Files and links, which belong to none of the folders.
        public var passedOver: [FileProblem] = []
    }

    /// The names of ``subfolders(of:)`` alone.
    public func folders(in folder: String) -> [String] { subfolders(of: folder).names }

    /// The folders directly in a folder of the package. Hidden ones are left out; a folder that does not exist has none.
    public func subfolders(of folder: String) -> Folders {
        var folders = Folders()
        let start = folder.split(separator: "/").filter { $0 != "." }
        guard !start.contains(".."), let realRoot = Self.realPath(root) else { return folders }
        let path = Self.path(of: start, in: realRoot)
        guard Self.status(path, followLinks: false) != nil else { return folders }
        guard let real = Self.realPath(path), real.starts(with: realRoot) else {
            folders.passedOver.append(FileProblem(file: folder, reason: "a link out of the package"))
            return folders
        }
        guard let entries = Self.entries(of: real) else {
            let isFolder = Self.status(real, followLinks: true).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
            folders.passedOver.append(
                FileProblem(file: folder, reason: isFolder ? "the folder cannot be read" : "a file, not a folder"))
            return folders
        }
        for entry in entries {
            let name = String(decoding: entry, as: UTF8.self)
            guard !Self.isHidden(name),
                let status = Self.status(real.pushing(Self.component(entry)), followLinks: false)
            else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                folders.names.append(name)
            case S_IFREG where status.st_size == 0 && Self.isMarker(name):
                continue
            case let kind:
                let what = kind == S_IFLNK ? "a link" : "a file"
                folders.passedOver.append(
                    FileProblem(file: "\(folder)/\(name)", reason: "\(what), in no folder of its own: not read"))
            }
        }
        return folders
    }
}

import Foundation

/// Paths as text. Nothing here asks the file system, except for the current directory.
enum PathText {
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : join(FileManager.default.currentDirectoryPath, path)
    }

    /// `/etc/trubuild` for `/etc/trubuild/processors.json`.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// `processors.json` for `/etc/trubuild/processors.json`.
    static func fileName(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    static func join(_ folder: String, _ relative: String) -> String {
        let rest = relative.hasPrefix("./") ? String(relative.dropFirst(2)) : relative
        return folder.hasSuffix("/") ? folder + rest : "\(folder)/\(rest)"
    }
}

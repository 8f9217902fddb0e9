import Glibc
public import SystemPackage

/// The files of a package, as laid out in the object store: `tech_rfp/rfp`, `tech_rfp/evaluation`, `tech_rfp/tender/NAME`.
public struct PackageFolder: Sendable {
    /// A file within a package.
    public struct File: Sendable, Equatable {
        /// The file itself, with links resolved.
        public var path: FilePath
        /// Relative to the package, with `/`. May hold any character: ``PrintableName`` is for messages.
        public var name: String
        public var bytes: Int

        /// The extension in lower case, without the dot.
        public var fileExtension: String { DocumentFormat.fileExtension(of: name) }
    }

    /// The files found, and what was passed over for a reason that people should know.
    public struct Listing: Sendable, Equatable {
        /// Sorted by the bytes of their names, folder by folder.
        public var files: [File] = []
        /// A link that leaves the package, a folder that may not be read.
        public var passedOver: [FileProblem] = []
    }

    public let root: FilePath
    private let fileLimit: Int
    private let depthLimit = 32

    /// - Parameter fileLimit: how many files one listing may hold.
    public init(_ root: FilePath, fileLimit: Int = 20_000) {
        self.root = root
        self.fileLimit = fileLimit
    }

    /// Lists a folder of the package and all folders in it.
    ///
    /// Hidden files, office programs' lock files and the store's zero-byte folder markers are left out; an empty file
    /// with a document's extension is kept, so that its reader can report it. Links to folders are not followed, links to files
    /// only within the package. A folder that does not exist is empty.
    /// - Throws: ``DocumentError`` with code `too_large` beyond the limit.
    public func list(_ folder: String) throws(DocumentError) -> Listing {
        var listing = Listing()
        guard let realRoot = Self.realPath(root) else { return listing }
        let start = folder.split(separator: "/").filter { $0 != "." }
        guard !start.contains("..") else { return listing }
        let path = Self.path(of: start, in: realRoot)
        guard let real = Self.realPath(path), real.starts(with: realRoot) else { return listing }
        try walk(path, name: start.joined(separator: "/"), root: realRoot, depth: 0, into: &listing)
        return listing
    }

    private func walk(
        _ folder: FilePath, name: String, root: FilePath, depth: Int, into listing: inout Listing
    ) throws(DocumentError) {
        guard let entries = Self.entries(of: folder) else {
            listing.passedOver.append(FileProblem(file: name, reason: "the folder cannot be read"))
            return
        }
        guard depth <= depthLimit else {
            listing.passedOver.append(FileProblem(file: name, reason: "folders nested deeper than \(depthLimit)"))
            return
        }
        for entry in entries {
            let label = String(decoding: entry, as: UTF8.self)
            guard !Self.isHidden(label) else { continue }
            let path = folder.pushing(Self.component(entry))
            let child = name.isEmpty ? label : "\(name)/\(label)"
            guard let kind = Self.status(path, followLinks: false) else { continue }
            switch kind.st_mode & S_IFMT {
            case S_IFDIR:
                let before = (listing.files.count, listing.passedOver.count)
                try walk(path, name: child, root: root, depth: depth + 1, into: &listing)
                if before == (listing.files.count, listing.passedOver.count), !Self.isMarker(label) {
                    listing.passedOver.append(FileProblem(file: child, reason: "an empty folder, not a file"))
                }
            case S_IFREG:
                try add(File(path: path, name: child, bytes: Int(kind.st_size)), to: &listing)
            case S_IFLNK:
                guard let target = Self.realPath(path), target.starts(with: root),
                    let status = Self.status(target, followLinks: true), status.st_mode & S_IFMT == S_IFREG
                else {
                    listing.passedOver.append(
                        FileProblem(file: child, reason: "a link to a folder or out of the package"))
                    continue
                }
                try add(File(path: target, name: child, bytes: Int(status.st_size)), to: &listing)
            default:
                listing.passedOver.append(FileProblem(file: child, reason: "not a regular file"))
            }
        }
    }

    /// Whether a name comes before another in a listing: folder by folder, by bytes.
    static func isListed(_ name: String, before other: String) -> Bool {
        let slash = UInt8(ascii: "/")
        return name.utf8.split(separator: slash).lexicographicallyPrecedes(other.utf8.split(separator: slash)) {
            $0.lexicographicallyPrecedes($1)
        }
    }

    private func add(_ file: File, to listing: inout Listing) throws(DocumentError) {
        if file.bytes == 0, Self.isMarker(file.name) { return }
        guard listing.files.count < fileLimit else {
            throw DocumentError(
                .tooLarge, file: file.name, tried: [], reason: "the package holds more than \(fileLimit) files")
        }
        listing.files.append(file)
    }

    /// Whether a file without content is the store's mark of a folder, and not an upload that failed.
    static func isMarker(_ name: String) -> Bool {
        let known = DocumentReader.extensions.union(ArchiveFormat.extensions)
        return !known.contains(DocumentFormat.fileExtension(of: name))
    }

    /// What belongs to a program or to the store, not to the offer.
    static func isHidden(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || ["__MACOSX", "Thumbs.db", "desktop.ini"].contains(name)
    }
}

// Names are bytes to the file system: one that is not UTF-8 is opened as it is and shown repaired.
extension PackageFolder {
    /// The names in a folder, sorted by bytes; nil when it cannot be read.
    static func entries(of folder: FilePath) -> [[UInt8]]? {
        guard let stream = folder.withPlatformString({ opendir($0) }) else { return nil }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            // d_name is a NUL-terminated array inside the entry, valid until the next readdir.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    static func component(_ name: [UInt8]) -> FilePath {
        let characters = name.map { CInterop.PlatformChar(bitPattern: $0) } + [0]
        // NUL-terminated above.
        return characters.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { FilePath(platformString: $0) } ?? FilePath()
        }
    }

    /// Where a folder lies. A name is found again by its repaired form, too.
    static func path(of names: [Substring], in root: FilePath) -> FilePath {
        names.reduce(root) { folder, name in
            let path = folder.appending(String(name))
            guard name.contains("\u{FFFD}"), status(path, followLinks: false) == nil else { return path }
            let entry = (entries(of: folder) ?? []).first { String(decoding: $0, as: UTF8.self) == name }
            return entry.map { folder.pushing(component($0)) } ?? path
        }
    }

    static func status(_ path: FilePath, followLinks: Bool) -> stat? {
        var result = stat()
        let code = path.withPlatformString { followLinks ? stat($0, &result) : lstat($0, &result) }
        return code == 0 ? result : nil
    }

    static func realPath(_ path: FilePath) -> FilePath? {
        path.withPlatformString { pointer in
            guard let resolved = realpath(pointer, nil) else { return nil }
            defer { free(resolved) }
            return FilePath(platformString: resolved)
        }
    }
}

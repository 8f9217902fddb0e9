import SystemPackage

/// What is to be read, what comes next, and where each result belongs. An archive becomes the files in it, in its place.
struct ReadingPlan {
    struct Item: Sendable {
        /// The file in the list, and the file in that archive.
        fileprivate var outer: Int
        fileprivate var inner = 0
        var path: FilePath
        /// Printable.
        var name: String
        var bytes: Int
        var isInArchive = false
    }

    enum Outcome: Sendable {
        case read(FileReading)
        case unpacked([ArchiveMember], UnpackedFolder)
    }

    /// Files of the list of which nothing is left to read.
    private(set) var filesDone = 0
    private(set) var running = 0
    /// The next one last.
    private var waiting: [Item]
    private var readings: [[FileReading?]]
    /// For each file of the list, how many readings are missing.
    private var missing: [Int]
    private var folders: [Int: UnpackedFolder] = [:]

    init(_ files: [PackageFolder.File]) {
        waiting = files.enumerated().reversed().map { index, file in
            Item(outer: index, path: file.path, name: PrintableName.of(file.name), bytes: file.bytes)
        }
        readings = Array(repeating: [nil], count: files.count)
        missing = Array(repeating: 1, count: files.count)
    }

    mutating func next() -> Item? {
        guard let item = waiting.popLast() else { return nil }
        running += 1
        return item
    }

    /// - Returns: the folder that is needed no longer.
    mutating func finish(_ item: Item, _ outcome: Outcome) -> UnpackedFolder? {
        running -= 1
        switch outcome {
        case .read(let reading):
            readings[item.outer][item.inner] = reading
            missing[item.outer] -= 1
        case .unpacked(let members, let folder):
            unfold(item.outer, members, folder)
        }
        guard missing[item.outer] == 0 else { return nil }
        filesDone += 1
        return folders.removeValue(forKey: item.outer)
    }

    /// In the order of the list.
    var results: [FileReading] { readings.flatMap { $0.compactMap(\.self) } }

    // What was unpacked is read before anything else is, so that it does not pile up on the disk.
    private mutating func unfold(_ outer: Int, _ members: [ArchiveMember], _ folder: UnpackedFolder) {
        folders[outer] = folder
        readings[outer] = members.map { member in
            guard case .failure(let error) = member.content else { return nil }
            return FileReading(file: member.name, outcome: .failure(error))
        }
        missing[outer] = readings[outer].count { $0 == nil }
        for (inner, member) in members.enumerated().reversed() {
            guard case .file(let path, let bytes) = member.content else { continue }
            waiting.append(
                Item(outer: outer, inner: inner, path: path, name: member.name, bytes: bytes, isInArchive: true))
        }
    }
}

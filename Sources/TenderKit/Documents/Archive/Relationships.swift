/// The relationships of an Office Open XML part: `_rels/NAME.rels`.
final class Relationships: XMLHandler {
    struct Target: Equatable {
        var type: String
        /// Path of the part within the container.
        var path: String
    }

    private(set) var targets: [String: Target] = [:]
    private let folder: String

    private init(folder: String) {
        self.folder = folder
    }

    /// The relationships of `part`; empty when it has none. The container itself is the part `""`.
    static func of(_ part: String, in zip: ZipContainer, limits: DocumentLimits) throws(ReadFailure) -> Relationships {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[...$0]) } ?? ""
        let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
        let relationships = Relationships(folder: folder)
        if let stream = try zip.open("\(folder)_rels/\(name).rels") {
            try XMLReader.parse(stream, limits: limits, handler: relationships)
        }
        return relationships
    }

    /// The part that a relationship of this type (its last word) leads to.
    func path(type: String) -> String? {
        targets.filter { $0.value.type == type }.min { $0.key < $1.key }?.value.path
    }

    /// All parts that relationships of this type lead to, in the order of their ids.
    func paths(type: String) -> [String] {
        targets.filter { $0.value.type == type }.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }
            .map(\.value.path)
    }

    func start(_ element: String, _ attributes: XMLAttributes) {
        guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
            attributes["TargetMode"] != "External"
        else { return }
        let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
        targets[id] = Target(type: type, path: resolve(target))
    }

    func end(_ element: String) {}

    private func resolve(_ target: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts: [Substring] = folder.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

import RunnerProtocol

/// The artifacts of one run, as its runner announces them. Nothing that it says is taken on trust.
struct ArtifactCollector {
    /// More than any processor needs; bounds what empty artifacts cost.
    static let maximumCount = 256

    struct Violation: Error, Hashable {
        let what: String
    }

    private struct Open {
        let type: String
        let contentType: String
        var bytes: [UInt8] = []
    }

    private let limit: UInt64
    private let contentTypes: [String]
    private var size: UInt64 = 0
    private var open: [UInt64: Open] = [:]
    private var seen: Set<UInt64> = []
    /// In the order of their commits.
    private(set) var committed: [RunArtifact] = []

    /// - Parameters:
    ///   - limit: for all of them together, in bytes.
    ///   - contentTypes: those that are taken.
    init(limit: UInt64, contentTypes: [String] = [jsonContentType]) {
        self.limit = limit
        self.contentTypes = contentTypes
    }

    mutating func open(_ artifact: UInt64, type: String, contentType: String) throws(Violation) {
        guard seen.count < Self.maximumCount else {
            throw Violation(what: "it opened more than \(Self.maximumCount) artifacts")
        }
        guard artifact != 0, seen.insert(artifact).inserted else {
            throw Violation(what: "it opened the artifact \(artifact) twice")
        }
        guard ProcessorName.isValid(type) else { throw Violation(what: "it opened an artifact of a malformed type") }
        guard contentTypes.contains(contentType) else {
            throw Violation(what: "it opened an artifact of content type \"\(contentType.prefix(100))\"")
        }
        guard !open.values.contains(where: { $0.type == type }), !committed.contains(where: { $0.type == type }) else {
            throw Violation(what: "it opened two artifacts of the type \(type)")
        }
        open[artifact] = Open(type: type, contentType: contentType)
    }

    mutating func append(_ bytes: [UInt8], to artifact: UInt64) throws(Violation) {
        guard let index = open.index(forKey: artifact) else { throw unknown(artifact) }
        guard UInt64(bytes.count) <= limit - size else {
            throw Violation(what: "its artifacts are larger than \(limit) bytes")
        }
        size += UInt64(bytes.count)
        if open.values[index].bytes.isEmpty {
            open.values[index].bytes = bytes
        } else {
            open.values[index].bytes += bytes
        }
    }

    mutating func commit(_ artifact: UInt64) throws(Violation) {
        guard let whole = open.removeValue(forKey: artifact) else { throw unknown(artifact) }
        committed.append(RunArtifact(type: whole.type, contentType: whole.contentType, bytes: whole.bytes))
    }

    mutating func abort(_ artifact: UInt64) throws(Violation) {
        guard let dropped = open.removeValue(forKey: artifact) else { throw unknown(artifact) }
        size -= UInt64(dropped.bytes.count)
    }

    private func unknown(_ artifact: UInt64) -> Violation {
        Violation(what: "it named the artifact \(artifact), which is not open")
    }
}

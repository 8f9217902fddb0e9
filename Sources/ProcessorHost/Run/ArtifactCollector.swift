import RunnerProtocol
import Spool

/// The artifacts of one run, as its runner announces them. Nothing that it says is taken on trust.
///
/// What is small stays in memory; everything else goes to files of the spool.
struct ArtifactCollector {
    /// An artifact that grows beyond it goes to a file.
    static let largestInMemory = 256 << 10
    /// What the artifacts of a run in memory may hold together.
    static let runInMemory = 1 << 20

    enum Problem: Error, Hashable {
        /// The runner broke a rule. Honest ones cannot: the loader has told their processors before.
        case violation(String)
        /// The spool does not take it: the host's trouble. Everything that comes afterwards is dropped.
        case spool(SpoolError)
    }

    private struct Open {
        let type: String
        let contentType: String
        var content = SpooledBytes.memory([])
    }

    private let limits: RunLimits
    private let contentTypes: [String]
    private let spool: Spool
    private var size: UInt64 = 0
    private var memory = 0
    private var open: [UInt64: Open] = [:]
    private var lastOpened: UInt64 = 0
    /// Why nothing is collected any more.
    private(set) var failure: SpoolError?
    /// In the order of their commits.
    private(set) var committed: [RunArtifact] = []

    /// - Parameters:
    ///   - contentTypes: those that are taken.
    ///   - spool: where large ones go.
    init(limits: RunLimits, contentTypes: [String] = [jsonContentType], spool: Spool) {
        self.limits = limits
        self.contentTypes = contentTypes
        self.spool = spool
    }

    mutating func open(_ artifact: UInt64, type: String, contentType: String) throws(Problem) {
        guard open.count + committed.count < limits.artifactCount else {
            throw .violation("it opened more than \(limits.artifactCount) artifacts")
        }
        guard artifact > lastOpened else { throw .violation("it opened the artifact \(artifact) twice") }
        guard ProcessorName.isValid(type) else { throw .violation("it opened an artifact of a malformed type") }
        guard contentTypes.contains(contentType) else {
            throw .violation("it opened an artifact of content type \"\(contentType.prefix(100))\"")
        }
        guard !open.values.contains(where: { $0.type == type }), !committed.contains(where: { $0.type == type }) else {
            throw .violation("it opened two artifacts of the type \(type)")
        }
        lastOpened = artifact
        open[artifact] = Open(type: type, contentType: contentType)
    }

    mutating func append(_ bytes: [UInt8], to artifact: UInt64) throws(Problem) {
        guard let index = open.index(forKey: artifact) else { throw unknown(artifact) }
        let count = UInt64(bytes.count)
        guard count <= limits.artifactTotalBytes - size else {
            throw .violation("its artifacts are larger than \(limits.artifactTotalBytes) bytes together")
        }
        guard count <= limits.artifactBytes - open.values[index].content.size else {
            throw .violation("it wrote an artifact larger than \(limits.artifactBytes) bytes")
        }
        guard failure == nil else { return }
        do throws(SpoolError) {
            try store(bytes, at: index)
        } catch {
            failure = error
            throw .spool(error)
        }
        size += count
    }

    mutating func commit(_ artifact: UInt64) throws(Problem) {
        guard let whole = open.removeValue(forKey: artifact) else { throw unknown(artifact) }
        committed.append(RunArtifact(type: whole.type, contentType: whole.contentType, content: whole.content))
    }

    mutating func abort(_ artifact: UInt64) throws(Problem) {
        guard let dropped = open.removeValue(forKey: artifact) else { throw unknown(artifact) }
        size -= dropped.content.size
        if case .memory(let bytes) = dropped.content { memory -= bytes.count }
    }

    private mutating func store(_ bytes: [UInt8], at index: Dictionary<UInt64, Open>.Index) throws(SpoolError) {
        switch open.values[index].content {
        case .file(let file): try file.append(bytes)
        case .memory(var held):
            guard held.count + bytes.count <= Self.largestInMemory, memory + bytes.count <= Self.runInMemory else {
                let file = try spool.makeFile()
                try file.append(held)
                try file.append(bytes)
                memory -= held.count
                open.values[index].content = .file(file)
                return
            }
            // Gives the bytes one owner, so that they grow in place.
            open.values[index].content = .memory([])
            if held.isEmpty { held = bytes } else { held += bytes }
            memory += bytes.count
            open.values[index].content = .memory(held)
        }
    }

    private func unknown(_ artifact: UInt64) -> Problem {
        .violation("it named the artifact \(artifact), which is not open")
    }
}

extension SpoolFile {
    fileprivate func append(_ bytes: [UInt8]) throws(SpoolError) {
        var failure: SpoolError?
        bytes.withUnsafeBytes { bytes in
            do throws(SpoolError) { try append(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

import Crypto
import Synchronization
import SystemPackage

/// Documents that were read before, on the disk, by the content of their files. Several processes may use one folder at once.
///
/// An entry is: a mark, the key, the encoded document, and the SHA-256 of all that. One that does not add up is a miss and is
/// replaced. Whatever goes wrong with the cache costs its use, never the run.
final class DocumentCache: Sendable {
    private struct State {
        /// nil once writing has failed.
        var written: Int? = 0
        var hasPruned = false
    }

    private static let mark = Array("TBDOC\u{0}\u{0}\u{1}".utf8)
    private static let overhead = mark.count + 2 * SHA256.byteCount

    private let folder: CacheFolder
    private let maxBytes: Int
    private let setting: [UInt8]
    private let warn: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// nil when there is to be no cache, or there cannot be one; then `warn` got the reason.
    init?(_ config: TenderConfig.DocumentCache, limits: DocumentLimits, warn: @escaping @Sendable (String) -> Void) {
        guard case .folder(let path, let maxBytes) = config else { return nil }
        do throws(CacheFolder.Refusal) {
            folder = try CacheFolder(path ?? CacheFolder.standard)
        } catch {
            warn("documents are not cached: \(error)")
            return nil
        }
        self.maxBytes = maxBytes
        self.warn = warn
        setting = CacheKey.setting(limits, tools: ReadingTools.identity())
    }

    /// Whether finding a file in the cache is cheaper than reading it. Small texts are read in no time.
    static func pays(_ format: DocumentFormat, bytes: Int) -> Bool {
        switch format {
        case .pdf, .zip: true
        case .compound, .rtf, .unknown: false
        default: bytes >= 16 << 10
        }
    }

    func key(_ content: [UInt8]) -> CacheKey {
        CacheKey(content: content, setting: setting)
    }

    /// - Parameter name: the document's file, as it is called this time.
    func document(for key: CacheKey, as name: String) -> Document? {
        guard let bytes = folder.read(key.name) else { return nil }
        return Self.document(in: bytes, for: key, as: name)
    }

    /// Keeps a document, if it would be the same next time.
    func store(_ document: Document, for key: CacheKey) {
        guard !document.skipped.contains(where: \.isPassing) else { return }
        guard state.withLock({ $0.written != nil }) else { return }
        let bytes = Self.entry(document, for: key)
        guard bytes.count <= maxBytes / 4 else { return }
        do throws(Errno) {
            try folder.write(bytes, to: key.name)
        } catch {
            let isFirst = state.withLock { state in
                defer { state.written = nil }
                return state.written != nil
            }
            if isFirst { warn("documents are no longer cached in \(folder.path): \(error)") }
            return
        }
        // Looking at all entries costs: the first time, and whenever an eighth of the bound was written since.
        let isDue = state.withLock { state in
            guard let written = state.written else { return false }
            let isDue = !state.hasPruned || written + bytes.count > maxBytes / 8
            state.written = isDue ? 0 : written + bytes.count
            state.hasPruned = true
            return isDue
        }
        if isDue { folder.prune(to: maxBytes - maxBytes / 8) }
    }

    static func entry(_ document: Document, for key: CacheKey) -> [UInt8] {
        let bytes = mark + key.bytes + DocumentEncoder.encode(document)
        return bytes + Array(SHA256.hash(data: bytes))
    }

    static func document(in entry: [UInt8], for key: CacheKey, as name: String) -> Document? {
        let start = mark.count + SHA256.byteCount
        let end = entry.count - SHA256.byteCount
        guard entry.count >= overhead, entry.starts(with: mark), entry[mark.count..<start].elementsEqual(key.bytes),
            entry[end...].elementsEqual(SHA256.hash(data: entry[..<end]))
        else { return nil }
        return try? DocumentDecoder.decode(entry[start..<end], as: name)
    }
}

extension SkippedPart {
    /// Whether the part may be read next time: a program was missing, slow or out of room. The readers say so in words only;
    /// `DocumentCacheTests` reads such files for real.
    var isPassing: Bool {
        ["took longer than", "is not installed", "To have scans read", "that was not read:"].contains {
            reason.contains($0)
        }
    }
}

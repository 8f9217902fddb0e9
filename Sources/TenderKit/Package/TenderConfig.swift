public import SystemPackage

/// What the manifest may set for each of the tender processors.
///
/// ```json
/// "config": {"document_cache": {"folder": "/var/cache/trubuild", "max_bytes": 4294967296}}
/// ```
public struct TenderConfig: Decodable, Sendable, Equatable {
    /// Where documents that were read are kept for the next time.
    public enum DocumentCache: Sendable, Equatable {
        case off
        /// nil stands for a folder of the user's own in the system's temporary folder.
        case folder(FilePath?, maxBytes: Int)

        /// 1 GiB in the standard folder.
        public static let standard = DocumentCache.folder(nil, maxBytes: 1 << 30)
    }

    public var documentCache = DocumentCache.standard

    public init(documentCache: DocumentCache = .standard) {
        self.documentCache = documentCache
    }

    private enum CodingKeys: String, CodingKey {
        case documentCache = "document_cache"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        documentCache = try container.decodeIfPresent(DocumentCache.self, forKey: .documentCache) ?? .standard
    }
}

extension TenderConfig.DocumentCache: Decodable {
    private enum CodingKeys: String, CodingKey {
        case folder
        case maxBytes = "max_bytes"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            guard word == "off" else { throw Self.wrong(decoder.codingPath, "\"\(word)\"") }
            self = .off
            return
        }
        let container: KeyedDecodingContainer<CodingKeys>
        do {
            container = try decoder.container(keyedBy: CodingKeys.self)
        } catch {
            throw Self.wrong(decoder.codingPath, "another type")
        }
        let folder = try container.decodeIfPresent(String.self, forKey: .folder)
        if let folder, !folder.hasPrefix("/") {
            throw Self.wrong(decoder.codingPath + [CodingKeys.folder], "\"\(folder)\", no absolute path")
        }
        let maxBytes = try container.decodeIfPresent(Int.self, forKey: .maxBytes) ?? 1 << 30
        guard maxBytes >= 1 << 20 else {
            throw Self.wrong(decoder.codingPath + [CodingKeys.maxBytes], "\(maxBytes), less than 1048576")
        }
        self = .folder(folder.map { FilePath($0) }, maxBytes: maxBytes)
    }

    private static func wrong(_ path: [any CodingKey], _ found: String) -> DecodingError {
        .dataCorrupted(
            .init(
                codingPath: path,
                debugDescription:
                    "\(found); wanted \"off\", or an object with folder (an absolute path) and max_bytes"))
    }
}

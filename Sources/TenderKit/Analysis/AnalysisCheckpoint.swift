import FoundationEssentials

/// The form in which an ``AnalysisState`` outlives a run: a name, the digest of the plan that it belongs to, and a packed part for
/// the RFP and for each contractor with a grade.
///
/// A finished contractor's part is packed once; later checkpoints only copy it.
struct AnalysisCheckpoint: Sendable {
    /// What is bytes, and how many contractors' grades had to be left out of them.
    struct Packed: Sendable, Equatable {
        var bytes: [UInt8]
        var leftOut: Int
    }

    private struct Part: Codable {
        /// nil for the RFP.
        var contractor: Int?
        var offer: AnalysisState.Offer
    }

    private static let name = Array("tender-analysis/1\n".utf8)
    /// Far beyond what the limit of a checkpoint can hold of real grades.
    private static let unpackedLimit = 64 << 20

    let identity: [UInt8]
    private var finished: [Int: [UInt8]] = [:]

    /// - Parameter identity: ``AnalysisPlan/identity(version:)``.
    init(identity: [UInt8]) {
        self.identity = identity
    }

    /// Packs a state into at most `limit` bytes: in the order of the contractors, those that fit.
    mutating func pack(_ state: AnalysisState, limit: Int) -> Packed {
        var packed = Packed(bytes: Self.name + identity, leftOut: 0)
        if let request = state.request {
            let part = Part(contractor: nil, offer: .init(problems: request, evaluations: []))
            _ = Self.append(Self.encoded(part), to: &packed.bytes, limit: limit)
        }
        for (contractor, offer) in state.offers.enumerated() where offer.finished > 0 {
            let part = finished[contractor] ?? Self.encoded(Part(contractor: contractor, offer: offer))
            if offer.isFinished { finished[contractor] = part }
            if !Self.append(part, to: &packed.bytes, limit: limit) { packed.leftOut += 1 }
        }
        return packed
    }

    /// Reads a checkpoint into a state.
    /// - Returns: false when it belongs to another plan or is damaged; the state is then as it was.
    func restore(_ bytes: [UInt8], into state: inout AnalysisState) -> Bool {
        let head = Self.name + identity
        guard bytes.starts(with: head) else { return false }
        var restored = state
        var at = head.count
        var room = Self.unpackedLimit
        while at < bytes.count {
            guard bytes.count - at >= 4 else { return false }
            let count = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            at += 4
            guard count <= bytes.count - at,
                let json = GzipData.unpack(Array(bytes[at..<at + count]), limit: room),
                let part = try? JSONDecoder().decode(Part.self, from: Data(json))
            else { return false }
            at += count
            room -= json.count
            guard let contractor = part.contractor else {
                restored.noteRequest(problems: part.offer.problems ?? [])
                continue
            }
            guard restored.offers.indices.contains(contractor),
                part.offer.evaluations.count == restored.offers[contractor].evaluations.count
            else { return false }
            restored.restore(part.offer, contractor: contractor)
        }
        state = restored
        return true
    }

    private static func append(_ part: [UInt8]?, to bytes: inout [UInt8], limit: Int) -> Bool {
        guard let part, bytes.count + 4 + part.count <= limit else { return false }
        bytes += withUnsafeBytes(of: UInt32(part.count).bigEndian) { Array($0) }
        bytes += part
        return true
    }

    /// nil when it cannot be packed: then it is left out.
    private static func encoded(_ part: Part) -> [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let json = try? encoder.encode(part) else { return nil }
        return GzipData.pack(Array(json))
    }
}

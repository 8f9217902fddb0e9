import CTrubuildProcessor

/// The memory of one earlier artifact: it stays where it is until the run is over.
final class EarlierMemory: @unchecked Sendable {
    // @unchecked: filled under the lock of the questions until it is whole, and only read from then on.

    private let block: UnsafeMutableRawBufferPointer
    private var filled: Int
    private let sizes: [Int]

    /// - Parameters: the texts, and how many bytes of payload and data are to come.
    init(jobID: String, completedAt: String, payloadSize: Int, dataSize: Int) {
        let texts = Array(jobID.utf8) + Array(completedAt.utf8)
        sizes = [jobID.utf8.count, completedAt.utf8.count, payloadSize, dataSize]
        block = .allocate(byteCount: max(texts.count + payloadSize + dataSize, 1), alignment: 16)
        block.copyBytes(from: texts)
        filled = texts.count
    }

    deinit {
        block.deallocate()
    }

    var isWhole: Bool { filled == sizes.reduce(0, +) }

    /// - Returns: false when there are more bytes than were announced.
    func append(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= sizes.reduce(0, +) - filled else { return false }
        UnsafeMutableRawBufferPointer(rebasing: block[filled..<filled + bytes.count]).copyBytes(from: bytes)
        filled += bytes.count
        return true
    }

    /// Points the struct's slices at this memory.
    func fill(_ artifact: UnsafeMutablePointer<trubuild_earlier_artifact>) {
        var slices: [trubuild_host_slice] = []
        var offset = 0
        for size in sizes {
            let start = size == 0 ? nil : block.baseAddress?.advanced(by: offset).assumingMemoryBound(to: UInt8.self)
            slices.append(trubuild_host_slice(ptr: start.map { UnsafePointer($0) }, len: UInt64(size)))
            offset += size
        }
        artifact.pointee.job_id = slices[0]
        artifact.pointee.completed_at = slices[1]
        artifact.pointee.payload = slices[2]
        artifact.pointee.data = slices[3]
    }
}

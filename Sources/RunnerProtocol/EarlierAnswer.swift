/// The result of an earlier job, on its way to a processor.
public struct EarlierArtifact: Sendable, Hashable {
    /// A UUID in lower-case text.
    public var jobID: String
    /// RFC 3339, in UTC.
    public var completedAt: String
    /// The job's payload: JSON.
    public var payload: [UInt8]
    /// The artifact: JSON.
    public var data: [UInt8]

    public init(jobID: String, completedAt: String, payload: [UInt8], data: [UInt8]) {
        self.jobID = jobID
        self.completedAt = completedAt
        self.payload = payload
        self.data = data
    }

    /// What counts against ``RunLimits/earlierBytes``.
    public var size: Int { payload.count + data.count }
}

/// Why there is no artifact to give.
public enum EarlierMissing: UInt8, Sendable, Hashable {
    /// No earlier job has one.
    case absent = 1
    /// It could not be found out.
    case failed = 2
    /// It is over the limit of what a run may get.
    case tooLarge = 3
}

/// The answer to a request for an earlier artifact.
public enum EarlierAnswer: Sendable, Hashable {
    case found(EarlierArtifact)
    case missing(EarlierMissing)

    /// The answer as frames, each made when it is asked for: the artifact is not held twice.
    public func frames(serial: UInt64, request: UInt64) -> EarlierFrames {
        EarlierFrames(answer: self, serial: serial, request: request)
    }
}

/// The frames of an answer, one after the other.
public struct EarlierFrames: Sendable, Sequence, IteratorProtocol {
    private static let chunkSize = 64 << 10

    private let answer: EarlierAnswer
    private let serial: UInt64
    private let request: UInt64
    private var hasBegun = false
    /// Bytes of payload and data that were given out.
    private var offset = 0

    fileprivate init(answer: EarlierAnswer, serial: UInt64, request: UInt64) {
        self.answer = answer
        self.serial = serial
        self.request = request
    }

    public mutating func next() -> HostFrame? {
        switch (answer, hasBegun) {
        case (.missing(let reason), false):
            hasBegun = true
            return .earlierMissing(serial: serial, request: request, reason)
        case (.found(let artifact), false):
            hasBegun = true
            return .earlierFound(
                serial: serial, request: request, jobID: artifact.jobID, completedAt: artifact.completedAt,
                payloadSize: UInt64(artifact.payload.count), dataSize: UInt64(artifact.data.count))
        case (.missing, true): return nil
        case (.found(let artifact), true):
            let (bytes, start) =
                offset < artifact.payload.count
                ? (artifact.payload, offset) : (artifact.data, offset - artifact.payload.count)
            guard start < bytes.count else { return nil }
            let chunk = bytes[start..<Swift.min(start + Self.chunkSize, bytes.count)]
            offset += chunk.count
            return .earlierBytes(serial: serial, request: request, bytes: Array(chunk))
        }
    }
}

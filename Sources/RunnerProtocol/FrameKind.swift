/// The byte that says what a frame is. Frames of the host are below 128, those of the runner above.
enum FrameKind: UInt8 {
    case hostHello = 0x01
    case load = 0x02
    case run = 0x03
    case cancel = 0x04
    case shutdown = 0x05
    case earlierFound = 0x06
    case earlierBytes = 0x07
    case earlierMissing = 0x08
    case leaseExtended = 0x09

    case runnerHello = 0x81
    case loaded = 0x82
    case loadFailed = 0x83
    case progress = 0x84
    case log = 0x85
    case artifactOpened = 0x86
    case artifactBytes = 0x87
    case artifactCommitted = 0x88
    case artifactAborted = 0x89
    case checkpoint = 0x8A
    case finished = 0x8B
    case earlierWanted = 0x8C

    /// The most bytes that kind and body may have together.
    var lengthLimit: Int {
        switch self {
        case .load, .run, .loaded: FrameCodec.largeFrameLimit
        case .checkpoint: FrameCodec.checkpointFrameLimit
        default: FrameCodec.frameLimit
        }
    }

    init(checking byte: UInt8) throws(FrameError) {
        guard let kind = FrameKind(rawValue: byte) else {
            throw FrameError(.unknownKind, "a frame of kind \(byte) came, which is unknown")
        }
        self = kind
    }
}

import JSONText
import ProcessorKit

/// What a run has reported so far, and the rules by which the host accepts it. The functions return what the host's C
/// functions return.
struct RunJournal: Sendable {
    private enum Artifact: Sendable {
        case open(type: String, bytes: [UInt8], scanner: JSONScanner?)
        case broken(type: String)
        case committed(type: String, bytes: [UInt8])

        var type: String {
            switch self {
            case .open(let type, _, _), .broken(let type), .committed(let type, _): type
            }
        }
    }

    static let smallLimit = 8 * 1024
    static let checkpointLimit = 1 << 20

    let refusals: [HostFunction: HostCallError.Code]
    private let contentTypes: Set<String>
    private(set) var errorCode = ""
    private(set) var errorMessage = ""
    private var delay: Duration?
    private var progress: [TestProgress] = []
    private var log: [TestLogLine] = []
    private var checkpoint: [UInt8]?
    private var artifacts: [UInt64: Artifact] = [:]
    private var lastArtifact: UInt64 = 0

    init(refusals: [HostFunction: HostCallError.Code], contentTypes: Set<String>) {
        self.refusals = refusals
        self.contentTypes = contentTypes
    }

    mutating func add(_ report: TestProgress) -> Int32 {
        if let refusal = refusals[.progress] { return refusal.rawValue }
        if let fraction = report.fraction, !(0...1).contains(fraction) { return TRUBUILD_CALL_INVALID }
        if report.details.utf8.count > Self.smallLimit { return TRUBUILD_CALL_TOO_LARGE }
        if !report.details.isEmpty, (try? JSONText(checking: report.details, requiring: .object)) == nil {
            return TRUBUILD_CALL_INVALID
        }
        progress.append(report)
        return TRUBUILD_CALL_OK
    }

    mutating func add(_ line: TestLogLine) -> Int32 {
        log.append(line)
        return TRUBUILD_CALL_OK
    }

    mutating func setError(code: String, message: String) -> Int32 {
        errorCode = code
        errorMessage = message
        return TRUBUILD_CALL_OK
    }

    mutating func setDelay(_ delay: Duration) -> Int32 {
        self.delay = delay
        return TRUBUILD_CALL_OK
    }

    mutating func saveCheckpoint(_ bytes: [UInt8]) -> Int32 {
        if let refusal = refusals[.checkpointSave] { return refusal.rawValue }
        guard bytes.count <= Self.checkpointLimit else { return TRUBUILD_CALL_TOO_LARGE }
        checkpoint = bytes
        return TRUBUILD_CALL_OK
    }

    mutating func openArtifact(type: String, contentType: String, handle: inout UInt64) -> Int32 {
        if let refusal = refusals[.artifactOpen] { return refusal.rawValue }
        let isName = type.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isName, (1...64).contains(type.utf8.count), !contentType.isEmpty else { return TRUBUILD_CALL_INVALID }
        guard contentTypes.contains(contentType) else { return TRUBUILD_CALL_UNSUPPORTED }
        guard !artifacts.values.contains(where: { $0.type == type }) else { return TRUBUILD_CALL_STATE }
        lastArtifact += 1
        handle = lastArtifact
        artifacts[handle] = .open(
            type: type, bytes: [], scanner: contentType == "application/json" ? JSONScanner() : nil)
        return TRUBUILD_CALL_OK
    }

    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, to handle: UInt64) -> Int32 {
        switch artifacts[handle] {
        case nil: return TRUBUILD_CALL_INVALID
        case .broken, .committed: return TRUBUILD_CALL_STATE
        case .open(let type, var content, var scanner):
            artifacts[handle] = .broken(type: type)  // also gives the array one owner, so that it grows in place
            if let refusal = refusals[.artifactWrite] { return refusal.rawValue }
            do {
                if scanner == nil { content.append(contentsOf: bytes) }
                try scanner?.feed(UnsafeRawBufferPointer(bytes), into: &content)
            } catch {
                return TRUBUILD_CALL_INVALID
            }
            artifacts[handle] = .open(type: type, bytes: content, scanner: scanner)
            return TRUBUILD_CALL_OK
        }
    }

    mutating func commit(_ handle: UInt64) -> Int32 {
        switch artifacts[handle] {
        case nil: return TRUBUILD_CALL_INVALID
        case .broken, .committed: return TRUBUILD_CALL_STATE
        case .open(let type, let bytes, var scanner):
            artifacts[handle] = .broken(type: type)
            if let refusal = refusals[.artifactCommit] { return refusal.rawValue }
            do {
                try scanner?.finish()
            } catch {
                return TRUBUILD_CALL_INVALID
            }
            // A real host finds it at the write; what is kept is the same.
            if scanner == nil, String(validating: bytes, as: UTF8.self) == nil { return TRUBUILD_CALL_INVALID }
            artifacts[handle] = .committed(type: type, bytes: bytes)
            return TRUBUILD_CALL_OK
        }
    }

    mutating func abort(_ handle: UInt64) -> Int32 {
        switch artifacts[handle] {
        case nil, .committed: return TRUBUILD_CALL_STATE
        case .open, .broken:
            artifacts[handle] = nil
            return TRUBUILD_CALL_OK
        }
    }

    func result(code: Int32) -> TestResult {
        let outcome: TestResult.Outcome =
            switch code {
            case TRUBUILD_OK: .ok
            case TRUBUILD_RETRY: .retry
            case TRUBUILD_RETRY_AFTER: .retryAfter(delay)
            case TRUBUILD_PERMANENT: .permanent
            case TRUBUILD_CANCELLED: .cancelled
            case TRUBUILD_SNOOZE: .snooze(delay)
            default: .unknown(code)
            }
        var committed: [String: [UInt8]] = [:]
        var leftOpen: [String] = []
        for artifact in artifacts.values {
            if case .committed(let type, let bytes) = artifact {
                committed[type] = bytes
            } else {
                leftOpen.append(artifact.type)
            }
        }
        return TestResult(
            outcome: outcome, errorCode: errorCode, errorMessage: errorMessage,
            artifacts: outcome == .ok ? committed : [:], leftOpen: leftOpen.sorted(), progress: progress, log: log,
            checkpoint: checkpoint)
    }
}

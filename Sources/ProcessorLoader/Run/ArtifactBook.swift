import JSONText
import RunnerProtocol

/// The artifacts of one run and the rules of their transactions. What is to be sent goes to `emit`, in order.
struct ArtifactBook {
    static let typeBytes = 64
    /// A longer content type is no content type.
    static let contentTypeBytes = 100
    /// A frame's worth.
    static let chunkBytes = 64 << 10

    private struct Artifact {
        enum State {
            case open
            /// A call was refused; only abort is left.
            case refused(Defect)
            case committed
        }

        let type: String
        var content: Content
        var state = State.open
        /// Clean bytes that are not sent yet.
        var pending: [UInt8] = []
        /// Clean bytes in all.
        var size: UInt64 = 0
    }

    /// What an artifact is made of, and how far it was checked.
    private enum Content {
        case json(JSONScanner)
        case text(UTF8Checker)
        case bytes

        init(type: String) {
            self =
                if type == jsonContentType {
                    .json(JSONScanner())
                } else if type.hasPrefix("text/") {
                    .text(UTF8Checker())
                } else {
                    .bytes
                }
        }

        /// Appends the piece, as clean as it must be.
        /// - Throws: what is wrong with it, as the end of a sentence about it.
        mutating func feed(_ piece: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(Flaw) {
            switch self {
            case .json(var scanner):
                self = .bytes  // gives the scanner one owner
                do {
                    try scanner.feed(piece, into: &output)
                } catch {
                    throw Flaw("is not JSON: \(error)")
                }
                self = .json(scanner)
            case .text(var checker):
                guard checker.feed(piece) else { throw Flaw("is not UTF-8") }
                self = .text(checker)
                output.append(contentsOf: piece)
            case .bytes: output.append(contentsOf: piece)
            }
        }

        mutating func finish() throws(Flaw) {
            switch self {
            case .json(var scanner):
                do {
                    try scanner.finish()
                } catch {
                    throw Flaw("is not whole: \(error)")
                }
            case .text(let checker):
                guard checker.isWhole else { throw Flaw("is not whole: it ends inside a character") }
            case .bytes: break
            }
        }
    }

    private struct Flaw: Error {
        let text: String

        init(_ text: String) {
            self.text = text
        }
    }

    /// Why a run that says OK is not.
    enum Defect: Error, Equatable {
        case invalid(String)
        case tooLarge(String)
        case tooMany(String)
        case notCommitted(String)
    }

    private let serial: UInt64
    private let limits: RunLimits
    private let contentTypes: [String]
    private var artifacts: [UInt64: Artifact] = [:]
    private var lastHandle: UInt64 = 0
    private var size: UInt64 = 0
    /// Bytes were meant for an artifact that there never was.
    private var strayCall: String?
    /// An artifact was wanted beyond their number: there is nothing that could be aborted to put that right.
    private var surplus: String?

    /// - Parameter contentTypes: those that the host takes.
    init(serial: UInt64, limits: RunLimits, contentTypes: [String] = [jsonContentType]) {
        self.serial = serial
        self.limits = limits
        self.contentTypes = contentTypes
    }

    /// Why a call was refused: what to return, and for `invalid` and `tooLarge` what to say in the run's error.
    enum Refusal: Error, Equatable {
        case invalid(String)
        case tooLarge(String)
        case state(String)
        /// Not a content type of this host. Nothing against the run.
        case unsupported
    }

    /// - Returns: the new artifact's handle.
    mutating func open(
        type: String?, contentType: String?, emit: (RunnerFrame) -> Void
    ) throws(Refusal) -> UInt64 {
        guard let type, (1...Self.typeBytes).contains(type.utf8.count), type.utf8.allSatisfy(NameCharacters.contains)
        else {
            throw .invalid(
                "the type of an artifact is \(type.map { "\"\(HostText.cut($0, limit: 80))\"" } ?? "not UTF-8"), "
                    + "1 to \(Self.typeBytes) characters of A-Z a-z 0-9 . _ - were wanted")
        }
        guard let contentType, (1...Self.contentTypeBytes).contains(contentType.utf8.count) else {
            throw .invalid(
                "the content type of artifact \"\(type)\" is empty, too long or not UTF-8, \(jsonContentType) was wanted"
            )
        }
        guard contentTypes.contains(contentType) else { throw .unsupported }
        guard !artifacts.values.contains(where: { $0.type == type }) else {
            throw .state("artifact \"\(type)\" was opened a second time")
        }
        guard artifacts.count < limits.artifactCount else {
            let sentence =
                "artifact \"\(type)\" would be one more than the \(limits.artifactCount) that a run may have "
                + "(manifest: limits.artifact_count)"
            if surplus == nil { surplus = sentence }
            throw .tooLarge(sentence)
        }
        lastHandle += 1
        artifacts[lastHandle] = Artifact(type: type, content: Content(type: contentType))
        emit(.artifactOpened(serial: serial, artifact: lastHandle, type: type, contentType: contentType))
        return lastHandle
    }

    mutating func write(
        _ handle: UInt64, _ bytes: UnsafeRawBufferPointer?, emit: (RunnerFrame) -> Void
    ) throws(Refusal) {
        var artifact = try takeOpen(handle)
        defer { artifacts[handle] = artifact }
        guard let bytes else {
            throw refuse(&artifact, "the bytes of artifact \"\(artifact.type)\" have a length and no address")
        }
        if let sentence = excess(of: artifact, with: UInt64(bytes.count)) {
            artifact.state = .refused(.tooLarge(sentence))
            artifact.pending = []
            throw .tooLarge(sentence)
        }
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Self.chunkBytes / 2)
            let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            // The scanner adds at most twelve bytes that it held back.
            if artifact.pending.count + piece.count + 12 > Self.chunkBytes { send(&artifact, handle, emit) }
            let before = artifact.pending.count
            do {
                try artifact.content.feed(piece, into: &artifact.pending)
            } catch {
                throw refuse(&artifact, "artifact \"\(artifact.type)\" \(error.text)")
            }
            artifact.size += UInt64(artifact.pending.count - before)
            size += UInt64(artifact.pending.count - before)
            start = end
        }
    }

    mutating func commit(_ handle: UInt64, emit: (RunnerFrame) -> Void) throws(Refusal) {
        var artifact = try takeOpen(handle)
        defer { artifacts[handle] = artifact }
        do {
            try artifact.content.finish()
        } catch {
            throw refuse(&artifact, "artifact \"\(artifact.type)\" \(error.text)")
        }
        send(&artifact, handle, emit)
        artifact.state = .committed
        emit(.artifactCommitted(serial: serial, artifact: handle))
    }

    mutating func abort(_ handle: UInt64, emit: (RunnerFrame) -> Void) throws(Refusal) {
        guard let artifact = artifacts[handle] else {
            throw .state("an artifact that is not open was aborted (handle \(handle))")
        }
        if case .committed = artifact.state {
            throw .state("artifact \"\(artifact.type)\" was aborted after its commit")
        }
        artifacts[handle] = nil
        size -= artifact.size
        emit(.artifactAborted(serial: serial, artifact: handle))
    }

    /// Why a run that says OK has failed; nil when every artifact is whole.
    var defect: Defect? {
        if let strayCall { return .invalid(strayCall) }
        if let surplus { return .tooMany(surplus) }
        for (_, artifact) in artifacts.sorted(by: { $0.key < $1.key }) {
            switch artifact.state {
            case .committed: continue
            case .refused(let defect): return defect
            case .open:
                return .notCommitted("artifact \"\(artifact.type)\" was neither committed nor aborted")
            }
        }
        return nil
    }

    /// Takes the artifact out, so that its buffers change in place; the caller puts it back.
    private mutating func takeOpen(_ handle: UInt64) throws(Refusal) -> Artifact {
        guard let artifact = artifacts.removeValue(forKey: handle) else {
            let sentence = "an artifact call has the handle \(handle), which artifact_open() did not give"
            if strayCall == nil { strayCall = sentence }
            throw .state(sentence)
        }
        switch artifact.state {
        case .open: return artifact
        case .committed:
            artifacts[handle] = artifact
            throw .state("artifact \"\(artifact.type)\" was changed after its commit")
        case .refused:
            artifacts[handle] = artifact
            throw .state("artifact \"\(artifact.type)\" was used after a call for it had failed")
        }
    }

    /// What is too much about so many more bytes, as a sentence.
    private func excess(of artifact: Artifact, with count: UInt64) -> String? {
        let (wanted, total) = (artifact.size.saturatingSum(count), size.saturatingSum(count))
        if wanted > limits.artifactBytes {
            return "artifact \"\(artifact.type)\" has \(wanted) bytes or more, one artifact may have "
                + "\(limits.artifactBytes) (manifest: limits.artifact)"
        }
        if total > limits.artifactTotalBytes {
            return
                "with artifact \"\(artifact.type)\" the artifacts of the run have \(total) bytes or more, together they "
                + "may have \(limits.artifactTotalBytes) (manifest: limits.artifacts)"
        }
        return nil
    }

    private func refuse(_ artifact: inout Artifact, _ sentence: String) -> Refusal {
        artifact.state = .refused(.invalid(sentence))
        artifact.pending = []
        return .invalid(sentence)
    }

    private func send(_ artifact: inout Artifact, _ handle: UInt64, _ emit: (RunnerFrame) -> Void) {
        guard !artifact.pending.isEmpty else { return }
        emit(.artifactBytes(serial: serial, artifact: handle, bytes: artifact.pending))
        artifact.pending = []
    }
}

extension UInt64 {
    fileprivate func saturatingSum(_ other: UInt64) -> UInt64 {
        let (sum, isTooMuch) = addingReportingOverflow(other)
        return isTooMuch ? .max : sum
    }
}

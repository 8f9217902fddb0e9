extension FrameWriter {
    mutating func begin(_ frame: RunnerFrame) -> FrameKind {
        let kind = frame.kind
        begin(kind)
        switch frame {
        case .hello(let version):
            integer(version)
        case .loaded(let descriptor):
            self.descriptor(descriptor)
        case .loadFailed(let code, let message):
            text(code)
            text(message)
        case .progress(let serial, let json):
            integer(serial)
            data(json)
        case .log(let serial, let level, let message):
            integer(serial)
            integer(level.rawValue)
            text(message)
        case .artifactOpened(let serial, let artifact, let type, let contentType):
            integer(serial)
            integer(artifact)
            text(type)
            text(contentType)
        case .artifactBytes(let serial, let artifact, let bytes):
            integer(serial)
            integer(artifact)
            data(bytes)
        case .artifactCommitted(let serial, let artifact), .artifactAborted(let serial, let artifact):
            integer(serial)
            integer(artifact)
        case .checkpoint(let serial, let bytes):
            integer(serial)
            data(bytes)
        case .earlierWanted(let serial, let request, let jobType, let artifactType):
            integer(serial)
            integer(request)
            text(jobType)
            text(artifactType)
        case .finished(let serial, let result):
            integer(serial)
            runResult(result)
        }
        return kind
    }

    private mutating func descriptor(_ descriptor: ProcessorDescriptor) {
        text(descriptor.id)
        text(descriptor.version)
        text(descriptor.summary)
        texts(descriptor.jobTypes)
        text(descriptor.payloadSchema)
        texts(descriptor.requiredExtensions)
        integer(descriptor.abiMajor)
        integer(descriptor.abiMinor)
    }

    private mutating func runResult(_ result: RunResult) {
        integer(result.outcome.rawValue)
        text(result.errorCode)
        text(result.errorMessage)
        flag(result.delayMilliseconds != nil)
        integer(result.delayMilliseconds ?? 0)
        texts(result.misbehaviour)
    }
}

extension FrameReader {
    mutating func runnerFrame(_ kind: FrameKind) throws(FrameError) -> RunnerFrame {
        // Swift evaluates arguments from left to right, in the order of the wire.
        switch kind {
        case .runnerHello: .hello(protocolVersion: try integer())
        case .loaded: .loaded(try descriptor())
        case .loadFailed: .loadFailed(code: try text(), message: try text())
        case .progress: .progress(serial: try integer(), json: try data())
        case .log: .log(serial: try integer(), level: try value(), message: try text())
        case .artifactOpened:
            .artifactOpened(serial: try integer(), artifact: try integer(), type: try text(), contentType: try text())
        case .artifactBytes: .artifactBytes(serial: try integer(), artifact: try integer(), bytes: try data())
        case .artifactCommitted: .artifactCommitted(serial: try integer(), artifact: try integer())
        case .artifactAborted: .artifactAborted(serial: try integer(), artifact: try integer())
        case .checkpoint: .checkpoint(serial: try integer(), bytes: try data())
        case .earlierWanted:
            .earlierWanted(
                serial: try integer(), request: try integer(), jobType: try text(), artifactType: try text())
        case .finished: .finished(serial: try integer(), try runResult())
        default: throw FrameError(.unknownKind, "a \(kind) frame came from a runner, only the host sends it")
        }
    }

    private mutating func descriptor() throws(FrameError) -> ProcessorDescriptor {
        ProcessorDescriptor(
            id: try text(), version: try text(), summary: try text(), jobTypes: try texts(),
            payloadSchema: try text(), requiredExtensions: try texts(), abiMajor: try integer(),
            abiMinor: try integer())
    }

    private mutating func runResult() throws(FrameError) -> RunResult {
        let outcome: RunOutcome = try value()
        let code = try text()
        let message = try text()
        let hasDelay = try flag()
        let delay: UInt64 = try integer()
        guard hasDelay || delay == 0 else {
            throw FrameError(.invalidValue, "a delay of \(delay) ms is given and said not to be there")
        }
        return RunResult(
            outcome: outcome, errorCode: code, errorMessage: message, delayMilliseconds: hasDelay ? delay : nil,
            misbehaviour: try texts())
    }
}

extension RunnerFrame {
    fileprivate var kind: FrameKind {
        switch self {
        case .hello: .runnerHello
        case .loaded: .loaded
        case .loadFailed: .loadFailed
        case .progress: .progress
        case .log: .log
        case .artifactOpened: .artifactOpened
        case .artifactBytes: .artifactBytes
        case .artifactCommitted: .artifactCommitted
        case .artifactAborted: .artifactAborted
        case .checkpoint: .checkpoint
        case .earlierWanted: .earlierWanted
        case .finished: .finished
        }
    }
}

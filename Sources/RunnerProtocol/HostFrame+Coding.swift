extension FrameWriter {
    mutating func begin(_ frame: HostFrame) -> FrameKind {
        switch frame {
        case .hello(let version):
            begin(.hostHello)
            integer(version)
            return .hostHello
        case .load(let request):
            begin(FrameKind.load)
            text(request.libraryPath)
            data(request.config)
            flag(request.describeOnly)
            sandbox(request.sandbox)
            return .load
        case .run(let request):
            begin(FrameKind.run)
            runRequest(request)
            return .run
        case .cancel(let serial, let reason):
            begin(FrameKind.cancel)
            integer(serial)
            integer(reason.rawValue)
            return .cancel
        case .leaseExtended(let until):
            begin(FrameKind.leaseExtended)
            integer(until)
            return .leaseExtended
        case .shutdown:
            begin(FrameKind.shutdown)
            return .shutdown
        case .earlierFound(let serial, let request, let jobID, let completedAt, let payloadSize, let dataSize):
            begin(FrameKind.earlierFound)
            integer(serial)
            integer(request)
            text(jobID)
            text(completedAt)
            integer(payloadSize)
            integer(dataSize)
            return .earlierFound
        case .earlierBytes(let serial, let request, let bytes):
            begin(FrameKind.earlierBytes)
            integer(serial)
            integer(request)
            data(bytes)
            return .earlierBytes
        case .earlierMissing(let serial, let request, let reason):
            begin(FrameKind.earlierMissing)
            integer(serial)
            integer(request)
            integer(reason.rawValue)
            return .earlierMissing
        }
    }

    private mutating func runRequest(_ request: RunRequest) {
        integer(request.serial)
        text(request.runID)
        text(request.jobID)
        text(request.jobType)
        integer(request.attempt)
        text(request.companyID)
        text(request.userID)
        data(request.payload)
        text(request.packageDirectory)
        text(request.scratchDirectory)
        integer(request.deadline)
        integer(request.leaseEnd)
        data(request.checkpoint)
        integer(request.limits.artifactBytes)
        integer(request.limits.artifactTotalBytes)
        integer(request.limits.artifactCount)
        integer(request.limits.progressBytes)
        integer(request.limits.checkpointBytes)
        integer(request.limits.logBytes)
        integer(request.limits.earlierBytes)
        integer(request.limits.earlierRequests)
        texts(request.contentTypes)
    }
}

extension FrameReader {
    mutating func hostFrame(_ kind: FrameKind) throws(FrameError) -> HostFrame {
        switch kind {
        case .hostHello: .hello(protocolVersion: try integer())
        case .load:
            .load(
                LoadRequest(
                    libraryPath: try text(), config: try data(), describeOnly: try flag(), sandbox: try sandbox()))
        case .run: .run(try runRequest())
        case .cancel: .cancel(serial: try integer(), reason: try value())
        case .leaseExtended: .leaseExtended(until: try integer())
        case .shutdown: .shutdown
        case .earlierFound:
            .earlierFound(
                serial: try integer(), request: try integer(), jobID: try text(), completedAt: try text(),
                payloadSize: try integer(), dataSize: try integer())
        case .earlierBytes: .earlierBytes(serial: try integer(), request: try integer(), bytes: try data())
        case .earlierMissing: .earlierMissing(serial: try integer(), request: try integer(), try value())
        default: throw FrameError(.unknownKind, "a \(kind) frame came from the host, only a runner sends it")
        }
    }

    private mutating func runRequest() throws(FrameError) -> RunRequest {
        // Swift evaluates arguments from left to right, in the order of the wire.
        RunRequest(
            serial: try integer(), runID: try text(), jobID: try text(), jobType: try text(), attempt: try integer(),
            companyID: try text(), userID: try text(), payload: try data(), packageDirectory: try text(),
            scratchDirectory: try text(), deadline: try integer(), leaseEnd: try integer(), checkpoint: try data(),
            limits: RunLimits(
                artifactBytes: try integer(), artifactTotalBytes: try integer(), artifactCount: try integer(),
                progressBytes: try integer(), checkpointBytes: try integer(), logBytes: try integer(),
                earlierBytes: try integer(), earlierRequests: try integer()),
            contentTypes: try texts())
    }
}

import RunnerProtocol
import Synchronization

/// Collects what an instance or a runner sends.
final class FrameLog: Sendable {
    private let state = Mutex<[RunnerFrame]>([])

    var frames: [RunnerFrame] { state.withLock { $0 } }

    func append(_ frame: RunnerFrame) {
        state.withLock { $0.append(frame) }
    }

    /// The committed artifacts by their types.
    var artifacts: [String: String] {
        var types: [UInt64: String] = [:]
        var contents: [UInt64: [UInt8]] = [:]
        var committed: [String: String] = [:]
        for frame in frames {
            switch frame {
            case .artifactOpened(_, let artifact, let type, _):
                types[artifact] = type
                contents[artifact] = []
            case .artifactBytes(_, let artifact, let bytes): contents[artifact]? += bytes
            case .artifactAborted(_, let artifact): types[artifact] = nil
            case .artifactCommitted(_, let artifact):
                guard let type = types[artifact], let content = contents[artifact] else { continue }
                committed[type] = String(decoding: content, as: UTF8.self)
            default: continue
            }
        }
        return committed
    }

    var logLines: [String] {
        frames.compactMap { if case .log(_, _, let message) = $0 { message } else { nil } }
    }

    var progress: [String] {
        frames.compactMap { frame in
            if case .progress(_, let json) = frame { String(decoding: json, as: UTF8.self) } else { nil }
        }
    }

    var checkpoints: [String] {
        frames.compactMap { frame in
            if case .checkpoint(_, let bytes) = frame { String(decoding: bytes, as: UTF8.self) } else { nil }
        }
    }
}

extension RunRequest {
    /// A run with what a test does not care about filled in.
    static func test(
        serial: UInt64 = 1, jobType: String = "test", payload: String = "{}", checkpoint: String = "",
        limits: RunLimits = RunLimits()
    ) -> RunRequest {
        RunRequest(
            serial: serial, runID: "0190a0b0-0000-7000-8000-000000000001",
            jobID: "0190a0b0-0000-7000-8000-000000000002", jobType: jobType, attempt: 1, companyID: "acme \"GmbH\"",
            userID: "", payload: Array(payload.utf8), packageDirectory: "/packages/ä", scratchDirectory: "/scratch",
            deadline: 0, checkpoint: Array(checkpoint.utf8), limits: limits)
    }
}

import Glibc
import RunnerProtocol

/// What reports say, in words.
struct RunTexts {
    let terms: RunSupervision.Terms
    /// Since the run was handed over.
    let elapsed: Duration

    private var subject: String { "The processor \(terms.processor)" }
    private var after: String { "after \(DurationText.describe(elapsed)) in attempt \(terms.attempt)" }

    // MARK: - What the processor returned

    func ending(of result: RunResult, _ artifacts: [RunArtifact]) -> RunReport.Ending {
        let delay = result.delayMilliseconds.map { Duration.milliseconds(Int64(clamping: $0)) }
        switch result.outcome {
        case .ok: return .completed(artifacts)
        case .retry: return .failed(failure(of: result), after: nil)
        case .retryAfter: return .failed(failure(of: result), after: delay)
        case .permanent: return .failedForGood(failure(of: result))
        case .snooze:
            let failure = failure(of: result, code: "processor.snoozed", message: "asked to be called again later")
            return .snoozed(failure, after: delay)
        case .cancelled:
            let message = "returned TRUBUILD_CANCELLED although nobody had cancelled the run"
            return .failed(failure(of: result, code: "processor.cancelled", message: message), after: nil)
        }
    }

    /// A result that came while the run was being stopped. What is whole is kept; anything else is the stop's doing.
    func ending(
        of result: RunResult, _ artifacts: [RunArtifact], stoppedBy cause: RunSupervision.Cause
    ) -> RunReport.Ending {
        if case .hostFailed(let failure) = cause { return .failed(failure, after: nil) }
        if result.outcome == .ok { return .completed(artifacts) }
        let said = result.errorMessage.isEmpty ? "" : ". It said: \(result.errorMessage)"
        if case .cancelled(let reason) = cause {
            return .cancelled(
                reason,
                RunFailure(
                    code: "processor.cancelled",
                    message: "\(subject) stopped when it was asked to (\(reason.text))\(said)"))
        }
        let (code, text) = overdue(cause)
        return .failed(RunFailure(code: code, message: "\(text) and stopped when asked\(said)"), after: nil)
    }

    private func failure(
        of result: RunResult, code: String = "processor.failed", message: String = "failed without saying why"
    ) -> RunFailure {
        RunFailure(
            code: result.errorCode.isEmpty ? code : result.errorCode,
            message: result.errorMessage.isEmpty ? "\(subject) \(message)" : result.errorMessage)
    }

    // MARK: - What became of the runner

    func crash(_ status: ExitStatus, _ output: [String]) -> RunFailure {
        switch status {
        case .signalled where output.contains { $0.contains(MemoryRefusal.start) }:
            RunFailure(
                code: "processor.memory",
                message: "\(subject) got no more memory and crashed: \(status.text) \(after)\(Self.quote(output))")
        case .signalled(SIGXCPU):
            RunFailure(
                code: "processor.cpu",
                message: "\(subject) used more processor time than it may (manifest: cpu) and was killed \(after)")
        case .signalled(SIGXFSZ):
            RunFailure(
                code: "processor.scratch",
                message: "\(subject) wrote a larger file than it may (manifest: scratch) and was killed \(after)")
        case .signalled:
            RunFailure(
                code: "processor.crashed",
                message: "\(subject) crashed: \(status.text) \(after)\(Self.quote(output))")
        case .exited(RunnerExitStatus.connectionBroken.rawValue):
            lostConnection(output)
        case .exited:
            RunFailure(
                code: "processor.exited",
                message: "\(subject) \(status.text) in the middle of the run, \(after)\(Self.quote(output))")
        }
    }

    func startFailed(_ reason: String) -> RunFailure {
        RunFailure(code: "processor.start_failed", message: "\(subject) has no runner: \(reason)")
    }

    func cancelledEarly(_ reason: CancelReason) -> RunReport.Ending {
        .cancelled(
            reason,
            RunFailure(
                code: "processor.cancelled",
                message: "The run was cancelled before \(terms.processor) was ready for it (\(reason.text))"))
    }

    var packageReplaced: RunReport.Ending {
        .notBegun(
            RunFailure(
                code: "processor.package_replaced",
                message: "returned to the queue: the folder of the package is another one than when the runner of "
                    + "\(terms.processor) was started, which may read only that"))
    }

    var leaseOver: RunReport.Ending {
        .cancelled(
            .lost,
            RunFailure(
                code: "processor.lease_over",
                message: "The runner of \(terms.processor) was stopped \(after): its host did not extend the lease"))
    }

    func endedWhileStarting(_ status: ExitStatus, _ output: [String]) -> RunFailure {
        RunFailure(
            code: "processor.start_failed",
            message: "The runner of \(terms.processor) ended while it loaded the library: "
                + "\(status.text)\(Self.quote(output))")
    }

    /// The process is gone after it was made to stop, or went by itself meanwhile.
    /// - Parameter status: nil when there was no process yet.
    func stopped(
        _ cause: RunSupervision.Cause, _ step: StopLadder.Step, _ status: ExitStatus?, _ output: [String]
    ) -> RunReport.Ending {
        let wasForced = step != .ask
        switch cause {
        case .cancelled(let reason):
            if !wasForced, let status { return .cancelled(reason, crash(status, output)) }
            let how = "was stopped by force (\(reason.text))\(elapsed > terms.graces.cancel ? ignored : "")"
            return .cancelled(reason, RunFailure(code: "processor.killed", message: "\(subject) \(how)"))
        case .timedOut, .stalled:
            let (code, text) = overdue(cause)
            let how = wasForced ? ignored + "; it was killed" : "; when asked to stop it ended: \(status?.text ?? "")"
            return .failed(
                RunFailure(code: code, message: text + how + Self.quote(output)), after: nil)
        case .startTimedOut:
            let limit = DurationText.describe(terms.startTimeout)
            return .failed(
                startFailed("it was not ready within \(limit) and was killed\(Self.quote(output))"), after: nil)
        case .connectionLost:
            guard let status, step == .terminate else { return .failed(lostConnection(output), after: nil) }
            return .failed(crash(status, output), after: nil)
        case .limitExceeded(let failure): return .failed(failure, after: nil)
        case .hostFailed(let failure): return .failed(failure, after: nil)
        case .violation(let what):
            return .failed(
                RunFailure(
                    code: "processor.protocol",
                    message: "\(subject) broke the rules between host and runner: \(what); it was killed"
                        + Self.quote(output)), after: nil)
        }
    }

    /// Neither asking nor force has helped.
    func unstoppable(_ cause: RunSupervision.Cause) -> RunReport.Ending {
        let rest =
            terms.hasForce
            ? " and its process does not die even of SIGKILL"
            : ignored + ". It runs inside the host (placement in-process) and cannot be killed: its slot stays taken "
                + "until it returns"
        switch cause {
        case .cancelled(let reason):
            let message = "\(subject) was cancelled (\(reason.text))\(rest)"
            return .cancelled(reason, RunFailure(code: "processor.unstoppable", message: message))
        case .timedOut, .stalled:
            let (code, text) = overdue(cause)
            return .failed(RunFailure(code: code, message: text + rest), after: nil)
        case .startTimedOut:
            let limit = DurationText.describe(terms.startTimeout)
            return .failed(startFailed("it was not ready within \(limit)\(terms.hasForce ? rest : "")"), after: nil)
        case .connectionLost: return .failed(lostConnection([]), after: nil)
        case .limitExceeded(let failure): return .failed(failure, after: nil)
        case .hostFailed(let failure): return .failed(failure, after: nil)
        case .violation(let what):
            return .failed(
                RunFailure(
                    code: "processor.protocol", message: "\(subject) broke the rules of the host: \(what)"), after: nil)
        }
    }

    // MARK: - Parts

    private var ignored: String { " and ignored the request to stop" }

    private func overdue(_ cause: RunSupervision.Cause) -> (code: String, text: String) {
        if cause == .stalled {
            let limit = DurationText.describe(terms.stallTimeout)
            return ("processor.stalled", "\(subject) gave no sign of life for \(limit) (manifest: stall_timeout)")
        }
        let limit = DurationText.describe(terms.timeout)
        return ("processor.timeout", "\(subject) did not finish within its time-out of \(limit) (manifest: timeout)")
    }

    private func lostConnection(_ output: [String]) -> RunFailure {
        RunFailure(
            code: "processor.lost_connection",
            message: "\(subject) closed its connection to the host \(after)\(Self.quote(output))")
    }

    private static func quote(_ output: [String]) -> String {
        output.isEmpty ? "" : ". Its last output: \(output.joined(separator: " | "))"
    }
}

extension CancelReason {
    /// For people.
    fileprivate var text: String {
        switch self {
        case .user: "somebody cancelled the job"
        case .timeout: "its time was up"
        case .shutdown: "the host is stopping"
        case .lost: "the run no longer owns its job"
        }
    }
}

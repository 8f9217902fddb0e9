import RunnerProtocol
import TestRandom
import Testing

@testable import ProcessorHost

@Suite("The supervision of a run")
struct RunSupervisionTests {
    typealias Action = RunSupervision.Action

    private let start = MonotonicInstant(nanoseconds: 1_000_000_000)

    private func terms(hasForce: Bool = true, stall: Duration = .seconds(60)) -> RunSupervision.Terms {
        RunSupervision.Terms(
            processor: "demo", attempt: 1, timeout: .seconds(10), stallTimeout: stall, startTimeout: .seconds(60),
            graces: StopLadder.Graces(cancel: .seconds(5), terminate: .seconds(2), kill: .seconds(3)),
            exitGrace: .seconds(1), hasForce: hasForce)
    }

    /// A run that was handed over at `start`.
    private func running(hasForce: Bool = true) -> RunSupervision {
        var supervision = RunSupervision(terms: terms(hasForce: hasForce), at: start)
        #expect(supervision.handle(.loaded, at: start) == [.sendRun(deadline: start + .seconds(10))])
        return supervision
    }

    private func after(_ seconds: Double) -> MonotonicInstant { start + .seconds(seconds) }

    private func failed(_ code: String, _ message: String, _ fate: RunSupervision.RunnerFate = .replace) -> [Action] {
        [.end(RunReport(.failed(RunFailure(code: code, message: message), after: nil)), fate)]
    }

    @Test("hands the run over once the library is loaded, and reports its artifacts")
    func success() {
        var run = running()
        let artifact = RunArtifact(type: "result", data: .emptyObject)
        #expect(run.nextDeadline == after(10))
        #expect(
            run.handle(.finished(RunResult(outcome: .ok), artifacts: [artifact]), at: after(1))
                == [.end(RunReport(.completed([artifact])), .reuse)])
        #expect(run.nextDeadline == nil)
        #expect(run.handle(.exited(.signalled(11), lastOutput: []), at: after(2)) == [])
    }

    @Test("asks a run to stop whose artifact the host cannot keep, and blames the host whatever it returns")
    func hostFailed() {
        let failure = RunFailure(code: "host.spool_full", message: "no room")
        let end = RunReport(.failed(failure, after: nil))
        for outcome in [RunOutcome.ok, .permanent, .cancelled] {
            var run = running()
            #expect(run.handle(.hostFailed(failure), at: after(1)) == [.sendCancel(.shutdown)])
            #expect(run.handle(.hostFailed(failure), at: after(1)) == [])
            #expect(
                run.handle(.finished(RunResult(outcome: outcome), artifacts: []), at: after(2)) == [.end(end, .reuse)])
        }
        var deaf = running()
        _ = deaf.handle(.hostFailed(failure), at: after(1))
        var actions: [Action] = []
        while let deadline = deaf.nextDeadline, actions.last != .kill {
            actions += deaf.handle(.timePassed, at: deadline)
        }
        #expect(actions == [.terminate, .kill])
        #expect(deaf.handle(.exited(.signalled(9), lastOutput: []), at: after(30)) == [.end(end, .replace)])
        // A time-out that came before stays the cause.
        var late = running()
        _ = late.handle(.timePassed, at: after(10))
        #expect(late.handle(.hostFailed(failure), at: after(11)) == [])
    }

    @Test("maps what the processor returned")
    func outcomes() {
        func ending(_ result: RunResult) -> RunReport.Ending? {
            var run = running()
            guard case .end(let report, .reuse)? = run.handle(.finished(result, artifacts: []), at: after(1)).first
            else {
                return nil
            }
            return report.ending
        }
        let said = RunFailure(code: "x.y", message: "why")
        #expect(
            ending(RunResult(outcome: .retry, errorCode: "x.y", errorMessage: "why")) == .failed(said, after: nil))
        #expect(
            ending(RunResult(outcome: .retryAfter, errorCode: "x.y", errorMessage: "why", delayMilliseconds: 1500))
                == .failed(said, after: .milliseconds(1500)))
        #expect(
            ending(RunResult(outcome: .permanent, errorCode: "x.y", errorMessage: "why")) == .failedForGood(said))
        #expect(
            ending(RunResult(outcome: .snooze, delayMilliseconds: 10))
                == .snoozed(
                    RunFailure(
                        code: "processor.snoozed", message: "The processor demo asked to be called again later"),
                    after: .milliseconds(10)))
        #expect(
            ending(RunResult(outcome: .permanent))
                == .failedForGood(
                    RunFailure(code: "processor.failed", message: "The processor demo failed without saying why")))
        #expect(
            ending(RunResult(outcome: .cancelled))
                == .failed(
                    RunFailure(
                        code: "processor.cancelled",
                        message: "The processor demo returned TRUBUILD_CANCELLED although nobody had cancelled the run"),
                    after: nil))
    }

    @Test("names the signal of a crash, and quotes the last output")
    func crash() {
        var run = running()
        #expect(run.handle(.connectionLost, at: after(1.2)) == [])
        #expect(
            run.handle(.exited(.signalled(11), lastOutput: ["a", "b"]), at: after(1.2))
                == failed(
                    "processor.crashed",
                    "The processor demo crashed: signal 11 (SIGSEGV, invalid memory access) after 1.2 s in attempt 1. "
                        + "Its last output: a | b"))
    }

    @Test("tells exit() from a crash")
    func exit() {
        var run = running()
        #expect(
            run.handle(.exited(.exited(0), lastOutput: []), at: after(2))
                == failed(
                    "processor.exited",
                    "The processor demo exited with status 0 in the middle of the run, after 2 s in attempt 1"))
    }

    @Test("gives a runner that lost its connection a moment to die, then kills it")
    func lostConnection() {
        var run = running()
        #expect(run.handle(.connectionLost, at: after(1)) == [])
        #expect(run.nextDeadline == after(2))
        #expect(run.handle(.timePassed, at: after(2)) == [.kill])
        #expect(
            run.handle(.exited(.signalled(9), lastOutput: []), at: after(2))
                == failed(
                    "processor.lost_connection",
                    "The processor demo closed its connection to the host after 2 s in attempt 1"))
    }

    @Test("climbs the ladder at the time-out: ask, SIGTERM, SIGKILL")
    func timeout() {
        var run = running()
        #expect(run.handle(.timePassed, at: after(9.9)) == [])
        #expect(run.handle(.timePassed, at: after(10)) == [.sendCancel(.timeout)])
        #expect(run.nextDeadline == after(15))
        #expect(run.handle(.timePassed, at: after(15)) == [.terminate])
        #expect(run.handle(.timePassed, at: after(17)) == [.kill])
        #expect(
            run.handle(.exited(.signalled(9), lastOutput: []), at: after(17))
                == failed(
                    "processor.timeout",
                    "The processor demo did not finish within its time-out of 10 s (manifest: timeout) and ignored the "
                        + "request to stop; it was killed"))
    }

    @Test("keeps the runner of a run that stopped when its time was up")
    func politeTimeout() {
        var run = running()
        _ = run.handle(.timePassed, at: after(10))
        #expect(
            run.handle(.finished(RunResult(outcome: .cancelled), artifacts: []), at: after(11))
                == failed(
                    "processor.timeout",
                    "The processor demo did not finish within its time-out of 10 s (manifest: timeout) and stopped when "
                        + "asked", .reuse))
    }

    @Test("keeps a result that came in spite of a cancel")
    func lateResult() {
        var run = running()
        #expect(run.handle(.cancelRequested(.shutdown), at: after(1)) == [.sendCancel(.shutdown)])
        #expect(
            run.handle(.finished(RunResult(outcome: .ok), artifacts: []), at: after(2))
                == [.end(RunReport(.completed([])), .reuse)])
    }

    @Test("reports a cancelled run as cancelled, however it ended")
    func cancelled() {
        var polite = running()
        _ = polite.handle(.cancelRequested(.user), at: after(1))
        guard
            case .end(let report, .reuse)? = polite.handle(
                .finished(RunResult(outcome: .cancelled), artifacts: []), at: after(2)
            ).first, case .cancelled(.user, let failure) = report.ending
        else {
            Issue.record("not cancelled")
            return
        }
        #expect(failure.code == "processor.cancelled")

        var stubborn = running()
        _ = stubborn.handle(.cancelRequested(.user), at: after(1))
        #expect(stubborn.handle(.cancelRequested(.shutdown), at: after(1)) == [])
        #expect(stubborn.handle(.timePassed, at: after(6)) == [.terminate])
        #expect(
            stubborn.handle(.exited(.signalled(15), lastOutput: []), at: after(6))
                == [
                    .end(
                        RunReport(
                            .cancelled(
                                .user,
                                RunFailure(
                                    code: "processor.killed",
                                    message: "The processor demo was stopped by force (somebody cancelled the job) and "
                                        + "ignored the request to stop"))), .replace)
                ])
    }

    @Test("ends a run that gives no sign of life, and says so")
    func stall() {
        var run = RunSupervision(terms: terms(stall: .seconds(4)), at: start)
        _ = run.handle(.loaded, at: start)
        run.signOfLife(at: after(3))
        #expect(run.nextDeadline == after(7))
        #expect(run.handle(.timePassed, at: after(4)) == [])
        #expect(run.handle(.timePassed, at: after(7)) == [.sendCancel(.timeout)])
        _ = run.handle(.timePassed, at: after(12))
        #expect(
            run.handle(.exited(.signalled(15), lastOutput: []), at: after(12))
                == failed(
                    "processor.stalled",
                    "The processor demo gave no sign of life for 4 s (manifest: stall_timeout) and ignored the request to stop; "
                        + "it was killed"))
    }

    @Test("a runner that dies with the lease of its host is not charged, whatever was seen first")
    func leaseOver() {
        func isLost(_ events: [RunSupervision.Event]) -> Bool {
            var run = running()
            var last: [Action] = []
            for event in events { last = run.handle(event, at: after(1)) }
            guard case .end(let report, .replace)? = last.first, case .cancelled(.lost, let failure) = report.ending
            else { return false }
            return failure.code == "processor.lease_over"
        }
        #expect(isLost([.leaseOver]))
        #expect(isLost([.connectionLost, .leaseOver]))
        #expect(isLost([.cancelRequested(.user), .leaseOver]))
    }

    @Test("a runner can be killed by its lease only when the lease was over")
    func toldLease() {
        var lease = ToldLease()
        #expect(!lease.isOver(at: after(100)))
        lease.begin(until: after(10))
        #expect(!lease.isOver(at: after(9)))
        #expect(lease.isOver(at: after(10)))
        lease.extend(until: after(20), at: after(9))
        #expect(!lease.isOver(at: after(19)))
        lease.extend(until: after(40), at: after(21))
        #expect(lease.isOver(at: after(22)))
    }

    @Test("kills a runner at once when its run has lost its job, also when it was asked to stop before")
    func lostJob() {
        var run = running()
        #expect(run.handle(.cancelRequested(.lost), at: after(1)) == [.kill])
        var asked = running()
        _ = asked.handle(.cancelRequested(.user), at: after(1))
        #expect(asked.handle(.cancelRequested(.lost), at: after(1)) == [.kill])
        #expect(asked.handle(.cancelRequested(.lost), at: after(1)) == [])
    }

    @Test("kills a runner at once when its run is cancelled before it was handed over")
    func cancelledWhileStarting() {
        var run = RunSupervision(terms: terms(), at: start)
        #expect(run.handle(.cancelRequested(.user), at: after(1)) == [.kill])
        #expect(run.handle(.loaded, at: after(1)) == [])
        guard case .end(let report, .replace)? = run.handle(.exited(.signalled(9), lastOutput: []), at: after(1)).first,
            case .cancelled(.user, _) = report.ending
        else {
            Issue.record("not cancelled")
            return
        }
    }

    @Test("leaves a runner inside the host alone when its run is cancelled before it was handed over")
    func cancelledWhileStartingInProcess() {
        var run = RunSupervision(terms: terms(hasForce: false), at: start)
        guard case .end(let report, .reuse)? = run.handle(.cancelRequested(.user), at: after(1)).first,
            case .cancelled(.user, _) = report.ending
        else {
            Issue.record("not cancelled")
            return
        }
    }

    @Test("hands the loader's words on when the library is refused")
    func refusedLibrary() {
        var run = RunSupervision(terms: terms(), at: start)
        #expect(
            run.handle(.loadFailed(code: "abi.major", message: "wrong"), at: after(1)) == failed("abi.major", "wrong"))
    }

    @Test("says that it was the loading when the runner dies before the run")
    func crashWhileLoading() {
        var run = RunSupervision(terms: terms(), at: start)
        #expect(run.handle(.connectionLost, at: after(1)) == [])
        #expect(
            run.handle(.exited(.signalled(6), lastOutput: []), at: after(1))
                == failed(
                    "processor.start_failed",
                    "The runner of demo ended while it loaded the library: signal 6 (SIGABRT, abort was called)"))
    }

    @Test("kills a runner that is not ready in time")
    func startTimeout() {
        var run = RunSupervision(terms: terms(), at: start)
        #expect(run.handle(.timePassed, at: after(60)) == [.kill])
        #expect(
            run.handle(.exited(.signalled(9), lastOutput: []), at: after(60))
                == failed(
                    "processor.start_failed",
                    "The processor demo has no runner: it was not ready within 60 s and was killed"))
    }

    @Test("kills a runner that breaks the protocol, whatever it says afterwards")
    func violation() {
        var run = running()
        #expect(run.handle(.violation("it sent nonsense"), at: after(1)) == [.kill])
        #expect(run.handle(.finished(RunResult(outcome: .ok), artifacts: []), at: after(1)) == [])
        #expect(
            run.handle(.exited(.signalled(9), lastOutput: []), at: after(1))
                == failed(
                    "processor.protocol",
                    "The processor demo broke the rules between host and runner: it sent nonsense; it was killed"))
    }

    @Test("gives a process up that does not die of SIGKILL")
    func unkillable() {
        var run = running()
        for second in [10.0, 15, 17] { _ = run.handle(.timePassed, at: after(second)) }
        guard case .end(let report, .replace)? = run.handle(.timePassed, at: after(20)).first,
            case .failed(let failure, nil) = report.ending
        else {
            Issue.record("not given up")
            return
        }
        #expect(failure.code == "processor.timeout")
    }

    @Test("without force, gives a run up that ignores the request to stop")
    func withoutForce() {
        var run = running(hasForce: false)
        #expect(run.handle(.timePassed, at: after(10)) == [.sendCancel(.timeout)])
        #expect(
            run.handle(.timePassed, at: after(15))
                == failed(
                    "processor.timeout",
                    "The processor demo did not finish within its time-out of 10 s (manifest: timeout) and ignored the "
                        + "request to stop. It runs inside the host (placement in-process) and cannot be killed: its slot "
                        + "stays taken until it returns", .abandon))
    }

    @Test("blames a run that cannot be handed over, not its runner")
    func undeliverable() {
        var run = running()
        #expect(
            run.handle(.undeliverable("too large"), at: start)
                == [
                    .end(
                        RunReport(.failedForGood(RunFailure(code: "processor.undeliverable", message: "too large"))),
                        .reuse)
                ])
    }

    @Test("ends exactly once, whatever happens in whatever order")
    func endsOnce() {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            var run = RunSupervision(terms: terms(hasForce: random.next() % 2 == 0), at: start)
            var now = start
            var ends = 0
            for _ in 0..<30 where ends == 0 {
                if random.next() % 3 == 0, let deadline = run.nextDeadline {
                    now = max(now, deadline)
                } else {
                    now = now + .milliseconds(Int64(random.next() % 3000))
                }
                for case .end in run.handle(Self.event(random.next()), at: now) { ends += 1 }
            }
            // Left alone, it still comes to an end.
            while ends == 0, let deadline = run.nextDeadline {
                now = max(now, deadline)
                for case .end in run.handle(.timePassed, at: now) { ends += 1 }
            }
            #expect(ends == 1, "seed \(seed)")
            #expect(run.nextDeadline == nil, "seed \(seed)")
        }
    }

    private static func event(_ number: UInt64) -> RunSupervision.Event {
        switch number % 11 {
        case 0: .loaded
        case 1: .loadFailed(code: "c", message: "m")
        case 2: .startFailed("m")
        case 3: .cancelRequested(.user)
        case 4, 5: .timePassed
        case 6: .undeliverable("m")
        case 7: .finished(RunResult(outcome: .ok), artifacts: [])
        case 8: .connectionLost
        case 9: .violation("v")
        default: .exited(.exited(1), lastOutput: [])
        }
    }
}

import ProcessorKit
import ProcessorTestKit
import Testing

@Suite("What a run throws becomes its outcome")
struct OutcomeTests {
    struct Broken: Error, CustomStringConvertible {
        let description = "the model is on fire"
    }

    @Test("A run that returns is completed")
    func completed() async throws {
        let result = try await TestHost().run { _ in }
        #expect(result.outcome == .ok)
        #expect(result.errorCode.isEmpty)
    }

    @Test("A permanent error keeps its code and message")
    func permanent() async throws {
        let result = try await TestHost().run { _ in
            throw ProcessorError.permanent(code: "input.bad", "page 3 is blank")
        }
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "input.bad")
        #expect(result.errorMessage == "page 3 is blank")
    }

    @Test("A transient error is retried, after its delay if it has one")
    func transient() async throws {
        let plain = try await TestHost().run { _ in throw ProcessorError.transient(code: "busy", "try later") }
        #expect(plain.outcome == .retry)
        let delayed = try await TestHost().run { _ in
            throw ProcessorError.transient(code: "busy", "try later", after: .seconds(90))
        }
        #expect(delayed.outcome == .retryAfter(.seconds(90)))
        #expect(delayed.errorCode == "busy")
    }

    @Test("A snooze has its delay, and no delay is cut to none or below")
    func snooze() async throws {
        for (given, wanted) in [
            (Duration.milliseconds(1500), Duration.milliseconds(1500)), (.nanoseconds(1), .milliseconds(1)),
            (.seconds(-3), .zero), (.seconds(Int64.max), .milliseconds(Int64.max)),
        ] {
            let result = try await TestHost().run { _ in
                throw ProcessorError.snooze(after: given, code: "not.yet", "waiting for the addendum")
            }
            #expect(result.outcome == .snooze(wanted), "given \(given)")
        }
    }

    @Test("Any other error is retried, and described")
    func other() async throws {
        let result = try await TestHost().run { _ in throw Broken() }
        #expect(result.outcome == .retry)
        #expect(result.errorCode == "processor.error")
        #expect(result.errorMessage == "the model is on fire")
    }

    @Test("A host call that was not accepted is named in the error when the processor lets it pass")
    func hostCall() async throws {
        let result = try await TestHost().run { run in try run.progress(1.5) }
        #expect(result.outcome == .retry)
        #expect(result.errorCode == "host_call.invalid")
        #expect(result.errorMessage.contains("progress"))
    }
}

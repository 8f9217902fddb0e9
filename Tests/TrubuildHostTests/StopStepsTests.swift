import Testing
import UnixSignals

@testable import trubuild_host

@Suite("What each of several signals does")
struct StopStepsTests {
    @Test(
        "A further signal has less patience, and SIGQUIT has none to begin with",
        arguments: [
            (StopSteps.twoSteps, [UnixSignal.sigint, .sigint, .sigint], [StopSteps.Step.drain, .exit, .exit]),
            (.threeSteps, [.sigterm, .sigint, .sigterm, .sigint], [.drain, .cancel, .exit, .exit]),
            (.threeSteps, [.sigquit, .sigterm], [.cancel, .exit]),
            (.threeSteps, [.sigterm, .sigquit, .sigquit], [.drain, .cancel, .exit]),
        ])
    func steps(_ steps: StopSteps, after signals: [UnixSignal], are expected: [StopSteps.Step]) {
        var steps = steps
        #expect(signals.map { steps.next(after: $0) } == expected)
    }
}

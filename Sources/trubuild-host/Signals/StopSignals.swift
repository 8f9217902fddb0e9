import ArgumentParser
import Glibc
import Logging
import ProcessorHost
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The signals that ask the program to stop, trapped from a command's first moments on, so that they find nothing that is
/// left behind.
///
/// The first one ends what goes on in good order, and each further one with less patience: see ``StopSteps``.
final class StopSignals: Sendable {
    private struct State {
        var steps: StopSteps
        var taken: [StopSteps.Step] = []
        var received: UnixSignal?
        var work: Work?
        /// Before the process ends at once.
        var atExit: @Sendable () -> Void = {}
    }

    /// What goes on now, and how it ends early.
    private struct Work {
        let drain: @Sendable () -> Void
        let cancel: @Sendable () -> Void
        /// A cancel ends it in a moment, and leaves nothing behind: better than ending the process.
        var isBrief = false
    }

    private let state: Mutex<State>

    private init(_ steps: StopSteps) {
        state = Mutex(State(steps: steps))
    }

    /// From here on the signals no longer end the process by themselves.
    static func trap(_ steps: StopSteps) async -> StopSignals {
        let signals = StopSignals(steps)
        let sequence = await UnixSignalsSequence(trapping: steps.signals)
        Task {
            for await signal in sequence { signals.receive(signal) }
        }
        return signals
    }

    /// The first signal that came.
    var received: UnixSignal? { state.withLock(\.received) }

    /// What a shell expects of a program that a signal has ended.
    var exitCode: ExitCode? { received.map { ExitCode(128 + $0.rawValue) } }

    /// Starts a host, unless a signal comes first.
    /// - Throws: `CancellationError` when one did.
    func startHost(_ configuration: ProcessorHostConfiguration, logger: Logger) async throws -> ProcessorHost {
        let task = Task { try await ProcessorHost.start(configuration: configuration, logger: logger) }
        begin(Work(drain: { task.cancel() }, cancel: { task.cancel() }, isBrief: true))
        let host = try await task.value
        state.withLock { state in
            state.work = nil
            state.atExit = { host.abandon() }
        }
        return host
    }

    /// Runs a group of services, which the first signal shuts down gracefully.
    func run(_ group: ServiceGroup) async throws {
        let task = Task { try await group.run() }
        begin(Work(drain: { Task { await group.triggerGracefulShutdown() } }, cancel: { task.cancel() }))
        defer { state.withLock { $0.work = nil } }
        try await task.value
    }

    /// A signal that came before the work began stops it, too.
    private func begin(_ work: Work) {
        let taken = state.withLock { state in
            state.work = work
            return state.taken
        }
        for step in taken { perform(step) }
    }

    private func receive(_ signal: UnixSignal) {
        let step = state.withLock { state in
            let step = state.steps.next(after: signal)
            state.taken.append(step)
            state.received = state.received ?? signal
            return step
        }
        perform(step)
    }

    private func perform(_ step: StopSteps.Step) {
        let (work, atExit, signal) = state.withLock { ($0.work, $0.atExit, $0.received) }
        switch step {
        case .drain: work?.drain()
        case .cancel: work?.cancel()
        case .exit where work?.isBrief == true: break
        case .exit:
            atExit()
            _exit(128 + (signal?.rawValue ?? 0))
        }
    }
}

/// What each of several signals does.
struct StopSteps: Sendable, Equatable {
    enum Step: Sendable, Equatable {
        /// Begin nothing more, and let what goes on finish within its grace.
        case drain
        /// No grace.
        case cancel
        /// End the process at once.
        case exit
    }

    private var rest: [Step]
    /// SIGINT, SIGTERM, and those that skip the drain.
    let signals: [UnixSignal]

    /// For a command that has no grace to skip.
    static let twoSteps = StopSteps(rest: [.drain], signals: [.sigint, .sigterm])
    /// SIGQUIT goes straight to the second step.
    static let threeSteps = StopSteps(rest: [.drain, .cancel], signals: [.sigint, .sigterm, .sigquit])

    mutating func next(after signal: UnixSignal) -> Step {
        if signal == .sigquit { rest.removeAll { $0 == .drain } }
        return rest.isEmpty ? .exit : rest.removeFirst()
    }
}

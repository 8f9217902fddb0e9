import Foundation
import LifecycleModel
import Synchronization

/// `lifecycle-model [COUNT [SEED [FAULT]]]`: plays so many histories, on all cores, from a seed on, with a planted fault if one is
/// named. The first that breaks a rule is printed, and ends it with status 1. A single history is printed in any case.
@main enum LifecycleModelCommand {
    private struct Progress {
        var next: UInt64 = 0
        var failure: LifecycleModel.Failure?
    }

    private static let portion: UInt64 = 1000
    private static let progress = Mutex(Progress())

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let count = arguments.isEmpty ? 1_000_000 : UInt64(arguments[0])
        let first = arguments.count < 2 ? .random(in: 0..<1 << 48) : UInt64(arguments[1])
        let fault = arguments.count < 3 ? nil : Fault(rawValue: arguments[2])
        guard let count, let first, arguments.count < 3 || fault != nil else {
            print("usage: lifecycle-model [COUNT [SEED [FAULT]]], FAULT one of \(Fault.allCases.map(\.rawValue))")
            exit(2)
        }
        print("\(count) histories from seed \(first) on (lifecycle-model 1 SEED replays one)")
        if count == 1 { print(LifecycleModel.trace(seed: first).joined(separator: "\n")) }
        let begin = ContinuousClock.now
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
            play(count, from: first, fault)
        }
        let time = begin.duration(to: .now)
        if let failure = progress.withLock({ $0.failure }) {
            print(failure)
            exit(1)
        }
        let rate = Int(Double(count) / (time / .seconds(1)))
        print("all of them keep every rule: \(time.formatted(.units(allowed: [.seconds]))), \(rate) a second")
    }

    private static func play(_ count: UInt64, from first: UInt64, _ fault: Fault?) {
        while true {
            let start = progress.withLock { progress in
                defer { progress.next += portion }
                return progress.failure == nil ? progress.next : count
            }
            if start >= count { return }
            for seed in start..<min(start + portion, count) {
                guard let failure = LifecycleModel.failure(seed: first &+ seed, fault: fault) else { continue }
                progress.withLock { $0.failure = $0.failure ?? failure }
                return
            }
        }
    }
}

import Foundation

/// A program, run to its end and measured from outside.
struct Command {
    struct Measure {
        var seconds: Double
        /// Processor time of the program and of all that it waited for.
        var processorSeconds: Double
        /// The largest process: the program or one that it waited for.
        var peakMebibytes: Double
    }

    var program: String
    var arguments: [String]

    /// - Parameter output: where standard output and error go.
    /// - Throws: ``Failure`` when the program cannot be started or fails, with its last words.
    func run(output: URL) throws -> Measure {
        let start = ContinuousClock.now
        let process = try ChildProcess([program] + arguments, log: output.path)
        try process.wait()
        let elapsed = ContinuousClock.now - start
        return Measure(
            seconds: elapsed / .seconds(1), processorSeconds: process.usage.processorSeconds,
            peakMebibytes: Double(process.usage.ru_maxrss) / 1_024)
    }
}

/// Which of a program's targets libFuzzer runs: the one that FUZZ_TARGET names.
public final class LibFuzzer: Sendable {
    private let target: FuzzTarget

    public init(_ targets: [FuzzTarget], named name: String?) {
        guard let target = targets.first(where: { $0.name == name }) else {
            fatalError(
                "FUZZ_TARGET is \(name ?? "not set"); wanted one of \(targets.map(\.name).joined(separator: " "))")
        }
        self.target = target
    }

    /// Runs the target on one input. A finding ends the program, as a crash does, so that libFuzzer keeps the input.
    public func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        do throws(BrokenRule) {
            try target.run(Array(UnsafeBufferPointer(start: start, count: count)))
        } catch {
            fatalError("\(target.name): \(error)")
        }
    }
}

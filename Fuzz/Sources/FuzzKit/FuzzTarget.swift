/// One entry point for hostile bytes, and what must hold whatever they are.
public struct FuzzTarget: Sendable {
    /// The name of its corpus' folder, too.
    public let name: String
    /// - Throws: ``BrokenRule``, for what is wrong without a crash.
    public let run: @Sendable ([UInt8]) throws(BrokenRule) -> Void

    public init(_ name: String, run: @escaping @Sendable ([UInt8]) throws(BrokenRule) -> Void) {
        self.name = name
        self.run = run
    }
}

/// A rule that an input has broken.
public struct BrokenRule: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// - Throws: a ``BrokenRule`` unless the condition holds.
public func demand(_ condition: Bool, _ rule: @autoclosure () -> String) throws(BrokenRule) {
    if !condition { throw BrokenRule(rule()) }
}

/// A rule that a history has broken.
public struct Violation: Error, CustomStringConvertible, Sendable {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// - Throws: a ``Violation`` unless the condition holds.
func demand(_ condition: Bool, _ rule: @autoclosure () -> String) throws(Violation) {
    if !condition { throw Violation(rule()) }
}

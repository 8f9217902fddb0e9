/// Why a text is not JSON that the database and the App can hold.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Of the byte at which it was seen, from the beginning of the text.
    public let offset: Int
    /// What was seen and what was wanted.
    public let reason: String

    public init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    public var description: String { "\(reason) at byte \(offset)" }
}

/// Why a store refuses a call. `code` is for programs and stays the same; `message` is for people.
public struct JobStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    public let code: String
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(message) [\(code)]" }
}

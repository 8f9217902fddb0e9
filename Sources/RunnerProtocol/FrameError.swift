/// Why a frame could not be encoded, decoded, sent or received. The connection is of no use after it.
public struct FrameError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable {
        /// A kind of frame that this side does not know.
        case unknownKind = "unknown_kind"
        /// The body ends before its last field.
        case truncated
        /// Bytes follow the last field.
        case trailingBytes = "trailing_bytes"
        /// Longer than frames of this kind may be.
        case tooLong = "too_long"
        /// A text that is not UTF-8.
        case invalidText = "invalid_text"
        /// A number that names nothing: an unknown outcome, level or reason.
        case invalidValue = "invalid_value"
        /// The other side ended the stream in the middle of a frame.
        case endedInFrame = "ended_in_frame"
        /// Nobody reads at the other end any more, or this end was shut down.
        case closed
        /// The system refused to read or write.
        case system
    }

    public let code: Code
    public let detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    public var description: String { "\(detail) [frame.\(code.rawValue)]" }
}

import CTrubuildProcessor

/// A call to the host that the host did not accept.
public struct HostCallError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Why, as the host's functions return it (`TRUBUILD_CALL_…`).
    public struct Code: RawRepresentable, Sendable, Hashable {
        public let rawValue: Int32

        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        /// A malformed argument: bad UTF-8, bad JSON, a number out of range.
        public static let invalid = Code(rawValue: TRUBUILD_CALL_INVALID)
        /// Over a limit of the host; nothing of this call was taken.
        public static let tooLarge = Code(rawValue: TRUBUILD_CALL_TOO_LARGE)
        /// Not now: the run has ended, or the artifact is already committed.
        public static let state = Code(rawValue: TRUBUILD_CALL_STATE)
        /// The host could not do it: its disk is full, or it is gone.
        public static let failed = Code(rawValue: TRUBUILD_CALL_FAILED)
        /// This host does not take that; the run may go on without it.
        public static let unsupported = Code(rawValue: TRUBUILD_CALL_UNSUPPORTED)
        /// There is none.
        public static let absent = Code(rawValue: TRUBUILD_CALL_ABSENT)
    }

    /// The host's function: `artifact_write`.
    public var call: String
    public var code: Code

    public init(call: String, code: Code) {
        self.call = call
        self.code = code
    }

    /// A short stable id for programs: `host_call.too_large`.
    public var errorCode: String {
        switch code {
        case .invalid: "host_call.invalid"
        case .tooLarge: "host_call.too_large"
        case .state: "host_call.state"
        case .failed: "host_call.failed"
        case .unsupported: "host_call.unsupported"
        case .absent: "host_call.absent"
        default: "host_call.\(code.rawValue)"
        }
    }

    public var description: String {
        switch code {
        case .invalid: "the host refused a malformed argument of \(call)"
        case .tooLarge: "the host refused \(call): over its size limit"
        case .state: "the host refused \(call): the run or the artifact has already ended"
        case .failed: "the host could not do \(call)"
        case .unsupported: "the host has no support for what \(call) asked for"
        case .absent: "the host has nothing to answer \(call) with"
        default: "the host answered \(call) with \(code.rawValue)"
        }
    }
}

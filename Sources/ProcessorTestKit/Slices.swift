import ProcessorKit

extension trubuild_plugin_slice {
    /// Valid during the call that brought the slice.
    var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: ptr, count: ptr == nil ? 0 : Int(clamping: len))
    }

    /// nil when the bytes are not UTF-8.
    var text: String? { String(validating: buffer, as: UTF8.self) }
}

/// Bytes that stay where they are until it is freed.
///
/// @unchecked Sendable: written once in `init`, read only afterwards.
final class ByteArena: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) {
        memory = .allocate(capacity: bytes.count)
        _ = memory.initialize(from: bytes)
    }

    deinit {
        memory.deallocate()
    }

    var slice: trubuild_host_slice { trubuild_host_slice(ptr: memory.baseAddress, len: UInt64(memory.count)) }
}

extension TestProgress {
    /// nil when a text is not UTF-8.
    init?(_ progress: trubuild_progress) {
        guard let stage = progress.stage.text, let message = progress.message.text,
            let details = progress.details.text
        else { return nil }
        self.init(
            fraction: progress.fraction == TRUBUILD_PROGRESS_UNKNOWN ? nil : progress.fraction, stage: stage,
            message: message, details: details)
    }
}

extension CancelReason {
    /// A `TRUBUILD_CANCEL_` value.
    var rawValue: UInt32 {
        switch self {
        case .user: TRUBUILD_CANCEL_USER
        case .timeout: TRUBUILD_CANCEL_TIMEOUT
        case .shutdown: TRUBUILD_CANCEL_SHUTDOWN
        case .lost: TRUBUILD_CANCEL_LOST
        case .other(let value): value
        }
    }
}

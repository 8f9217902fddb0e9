/// The wire form of frames: `u32 length | u8 kind | body`. The length counts kind and body.
///
/// Integers are little-endian; texts, bytes and lists are a `u32` count and their content. Decoding is for bytes from a hostile
/// process: whatever they are, the result is a frame or a ``FrameError``.
public enum FrameCodec {
    /// The most bytes that kind and body of a frame may have: 64 KiB of content and room around it.
    public static let frameLimit = 80 << 10
    /// The same for `load`, `run` and `loaded`, which carry whole documents: the largest payload and checkpoint together.
    public static let largeFrameLimit = RunLimits.largestPayload + Int(RunLimits.largestCheckpoint) + (1 << 20)
    /// The same for `checkpoint`, the largest that comes from a runner during a run.
    public static let checkpointFrameLimit = frameLimit(ofCheckpoint: RunLimits.largestCheckpoint)

    /// The most bytes of any frame that comes during a run whose checkpoints are so large at the most.
    public static func frameLimit(ofCheckpoint bytes: UInt32) -> Int {
        max(frameLimit, Int(bytes) + (16 << 10))
    }
    static let lengthSize = 4

    /// Appends the frame to `output`. On an error `output` is as before.
    /// - Throws: ``FrameError/Code/tooLong``.
    public static func encode(_ frame: HostFrame, into output: inout [UInt8]) throws(FrameError) {
        var writer = FrameWriter(appendingTo: output)
        output = []
        defer { output = writer.bytes }
        let kind = writer.begin(frame)
        try writer.end(kind)
    }

    /// Appends the frame to `output`. On an error `output` is as before.
    /// - Throws: ``FrameError/Code/tooLong``.
    public static func encode(_ frame: RunnerFrame, into output: inout [UInt8]) throws(FrameError) {
        var writer = FrameWriter(appendingTo: output)
        output = []
        defer { output = writer.bytes }
        let kind = writer.begin(frame)
        try writer.end(kind)
    }

    /// Decodes kind and body of a frame that the host sent.
    public static func decodeHostFrame(_ bytes: UnsafeRawBufferPointer) throws(FrameError) -> HostFrame {
        var reader = FrameReader(bytes)
        let kind = try FrameKind(checking: reader.integer())
        try checkLength(bytes.count, kind)
        let frame = try reader.hostFrame(kind)
        try reader.finish()
        return frame
    }

    /// Decodes kind and body of a frame that a runner sent.
    public static func decodeRunnerFrame(_ bytes: UnsafeRawBufferPointer) throws(FrameError) -> RunnerFrame {
        var reader = FrameReader(bytes)
        let kind = try FrameKind(checking: reader.integer())
        try checkLength(bytes.count, kind)
        let frame = try reader.runnerFrame(kind)
        try reader.finish()
        return frame
    }

    static func checkLength(_ length: Int, _ kind: FrameKind) throws(FrameError) {
        guard length <= kind.lengthLimit else {
            throw FrameError(
                .tooLong, "a \(kind) frame has \(length) bytes, at most \(kind.lengthLimit) are allowed")
        }
    }
}

import FuzzKit

@testable import RunnerProtocol

extension FuzzTarget {
    /// Kind and body of a frame that the host sent.
    static let hostFrames = FuzzTarget("host-frames") { bytes throws(BrokenRule) in
        guard let frame = try decoded(bytes, FrameCodec.decodeHostFrame) else { return }
        try checkRoundTrip(frame, of: bytes) { frame, output throws(FrameError) in
            try FrameCodec.encode(frame, into: &output)
        }
    }

    /// Kind and body of a frame that a runner sent: the runner is a hostile process.
    static let runnerFrames = FuzzTarget("runner-frames") { bytes throws(BrokenRule) in
        guard let frame = try decoded(bytes, FrameCodec.decodeRunnerFrame) else { return }
        try checkRoundTrip(frame, of: bytes) { frame, output throws(FrameError) in
            try FrameCodec.encode(frame, into: &output)
        }
    }

    /// A whole connection, in pieces of any size: what comes out is the same as in one piece.
    static let frameStream = FuzzTarget("frame-stream") { bytes throws(BrokenRule) in
        var input = Bytes(bytes)
        let sizes = input.take(Int(input.byte() & 15))
        let stream = input.takeAll()
        let whole = try FrameStream.read(stream, sizes: [])
        let pieces = try FrameStream.read(stream, sizes: sizes.map { Int($0) })
        try demand(whole == pieces, "in pieces of \(sizes) bytes the stream gives \(pieces), in one \(whole)")
    }

    private static func decoded<Frame>(
        _ bytes: [UInt8], _ decode: (UnsafeRawBufferPointer) throws(FrameError) -> Frame
    ) throws(BrokenRule) -> Frame? {
        try? bytes.withUnsafeBytes { bytes throws(FrameError) in try decode(bytes) }
    }

    /// There is one spelling of each frame: what was decoded encodes to the same bytes.
    private static func checkRoundTrip<Frame>(
        _ frame: Frame, of bytes: [UInt8], _ encode: (Frame, inout [UInt8]) throws(FrameError) -> Void
    ) throws(BrokenRule) {
        var output: [UInt8] = []
        do throws(FrameError) {
            try encode(frame, &output)
        } catch {
            throw BrokenRule("\(frame) was decoded and does not encode: \(error)")
        }
        try demand(Array(output.dropFirst(4)) == bytes, "\(frame) encodes to other bytes: \(output)")
        try demand(output.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) } == bytes.count, "the length is wrong")
    }
}

/// What a connection gives when its bytes arrive in pieces.
private struct FrameStream: Equatable {
    /// Kind and body of each frame.
    var frames: [[UInt8]] = []
    /// The first fault, which ends the connection.
    var fault: FrameError.Code?
    /// Bytes of a frame that never became whole.
    var hasRest = false

    /// - Parameter sizes: of the pieces, again and again; the rest in one when there are none.
    static func read(_ stream: [UInt8], sizes: [Int]) throws(BrokenRule) -> FrameStream {
        var result = FrameStream()
        var buffer = FrameBuffer()
        var rest = stream[...]
        var turn = 0
        do throws(FrameError) {
            while true {
                while let range = try buffer.nextFrame() {
                    let frame = try buffer.withBytes(of: range) { bytes throws(FrameError) in Array(bytes) }
                    // Whether it decodes is another matter; it must not trap.
                    _ = try? frame.withUnsafeBytes { try FrameCodec.decodeRunnerFrame($0) }
                    _ = try? frame.withUnsafeBytes { try FrameCodec.decodeHostFrame($0) }
                    result.frames.append(frame)
                }
                if rest.isEmpty { break }
                let size = sizes.isEmpty ? rest.count : sizes[turn % sizes.count] + 1
                turn += 1
                _ = try buffer.fill { space throws(FrameError) in
                    let count = min(size, rest.count, space.count)
                    space.copyBytes(from: rest.prefix(count))
                    rest = rest.dropFirst(count)
                    return count
                }
            }
        } catch {
            result.fault = error.code
        }
        result.hasRest = result.fault == nil && !buffer.isEmpty
        return result
    }
}

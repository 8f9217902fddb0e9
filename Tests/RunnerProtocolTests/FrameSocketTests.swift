import Foundation
import Glibc
import Synchronization
import TestRandom
import Testing

@testable import RunnerProtocol

@Suite("FrameSocket")
struct FrameSocketTests {
    @Test("Frames of every size arrive in order, whatever the pieces the stream is cut into")
    func conversation() async throws {
        let seed = testSeed()
        let (host, runner) = try pair()
        let sent = Mutex<[HostFrame]>([])
        let thread = Thread {
            var frames = RandomFrames(seed: seed)
            for round in 0..<400 {
                var frame = frames.hostFrame()
                if round % 100 == 50 {
                    // Larger than any buffer on the way.
                    let config = [UInt8](repeating: UInt8(round & 255), count: 3 << 20)
                    frame = .load(LoadRequest(libraryPath: "/big", config: config, describeOnly: false))
                }
                sent.withLock { $0.append(frame) }
                try? host.send(frame)
            }
            host.shutdown()
        }
        thread.start()
        var received: [HostFrame] = []
        while let frame = try runner.receiveHostFrame() { received.append(frame) }
        #expect(received.count == 400)
        #expect(received == sent.withLock { $0 }, "seed \(seed)")
    }

    @Test("A frame that may wait comes with the next one, and many do not wait")
    func held() throws {
        let (host, runner) = try pair()
        let open = RunnerFrame.artifactOpened(serial: 1, artifact: 1, type: "result", contentType: jsonContentType)
        let end = RunnerFrame.finished(serial: 1, RunResult(outcome: .ok))
        try runner.send(open, mayHold: true)
        try runner.send(end)
        #expect(try host.receiveRunnerFrame() == open)
        #expect(try host.receiveRunnerFrame() == end)
        let bytes = RunnerFrame.artifactBytes(serial: 2, artifact: 1, bytes: [UInt8](repeating: 1, count: 20 << 10))
        for _ in 0..<2 { try runner.send(bytes, mayHold: true) }
        for _ in 0..<2 { #expect(try host.receiveRunnerFrame() == bytes) }
    }

    @Test("Frames that many threads send arrive whole")
    func manySenders() throws {
        let (host, runner) = try pair()
        let senders = 4
        let each = 300
        let finished = Atomic(0)
        for sender in 0..<senders {
            Thread.detachNewThread {
                for index in 0..<each {
                    let bytes = [UInt8](repeating: UInt8(sender), count: 1 + index * 97 % 5_000)
                    try? runner.send(.artifactBytes(serial: UInt64(sender), artifact: UInt64(index), bytes: bytes))
                }
                if finished.add(1, ordering: .relaxed).newValue == senders { runner.shutdown() }
            }
        }
        var next = [UInt64](repeating: 0, count: senders)
        while let frame = try host.receiveRunnerFrame() {
            guard case .artifactBytes(let serial, let artifact, let bytes) = frame else {
                Issue.record("unexpected \(frame)")
                break
            }
            #expect(artifact == next[Int(serial)])
            #expect(bytes.allSatisfy { $0 == UInt8(serial) })
            next[Int(serial)] += 1
        }
        #expect(next == [UInt64](repeating: UInt64(each), count: senders))
    }

    @Test("The end of the stream is nil between two frames and an error within one")
    func endOfStream() throws {
        let (descriptors, host) = try rawPair()
        write([1, 0, 0, 0, 0x05, 9, 0, 0], to: descriptors)
        close(descriptors)
        #expect(try host.receiveHostFrame() == .shutdown)
        #expect(code { try host.receiveHostFrame() } == .endedInFrame)

        let (other, second) = try rawPair()
        close(other)
        #expect(try second.receiveHostFrame() == nil)
        #expect(code { try second.send(.shutdown) } == .closed)
    }

    @Test("A length that is too long is refused when it comes, not when its bytes do", arguments: [0x84, 0x05, 0x82])
    func hostileLength(kind: UInt8) throws {
        let (descriptor, host) = try rawPair()
        defer { close(descriptor) }
        write([0xFF, 0xFF, 0xFF, 0x7F, kind], to: descriptor)
        #expect(code { try host.receiveRunnerFrame() } == .tooLong)
    }

    @Test("A length of 0 and an unknown kind are refused")
    func hostileHead() throws {
        let (first, one) = try rawPair()
        let (second, two) = try rawPair()
        defer {
            close(first)
            close(second)
        }
        write([0, 0, 0, 0, 0], to: first)
        write([9, 0, 0, 0, 0x6E], to: second)
        #expect(code { try one.receiveRunnerFrame() } == .truncated)
        #expect(code { try two.receiveRunnerFrame() } == .unknownKind)
    }

    @Test("Shutting down and closing release a thread that waits", .timeLimit(.minutes(1)))
    func shutdownReleases() async throws {
        let (host, runner) = try pair()
        let received = Task.detached { try host.receiveRunnerFrame() }
        let blocked = Task.detached {
            // Nobody reads: the buffers fill and send waits.
            let bytes = [UInt8](repeating: 0, count: 60_000)
            while true { try runner.send(.artifactBytes(serial: 1, artifact: 1, bytes: bytes)) }
        }
        _ = try await received.value
        runner.close()
        host.close()
        await #expect(throws: FrameError.self) { try await blocked.value }
        // What had arrived before is still there, and then the end.
        while try host.receiveRunnerFrame() != nil {}
        host.close()
    }

    @Test("A socket in non-blocking mode is waited for")
    func nonBlocking() throws {
        let (descriptor, host) = try rawPair(flags: Int32(SOCK_NONBLOCK.rawValue))
        Thread.detachNewThread {
            usleep(2_000)
            self.write([1, 0, 0, 0, 0x05], to: descriptor)
        }
        #expect(try host.receiveHostFrame() == .shutdown)
        close(descriptor)
    }

    private func pair() throws -> (FrameSocket, FrameSocket) {
        let (descriptor, socket) = try rawPair()
        return (FrameSocket(descriptor: descriptor), socket)
    }

    private func rawPair(flags: Int32 = 0) throws -> (Int32, FrameSocket) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) | flags
        try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
        return (ends[0], FrameSocket(descriptor: ends[1]))
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    }

    private func code<Value>(_ body: () throws -> Value) -> FrameError.Code? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? FrameError)?.code
        }
    }
}

import Foundation
import Synchronization
import TestKit

/// Passes bytes between clients and a server on this machine, until the network "fails": then nothing passes in either
/// direction and nobody is told, as behind a dead switch.
public final class TCPProxy: Sendable {
    private static let bufferSize = 64 << 10

    public let port: Int
    private let listener: Int32
    private let target: Int
    private let isCut = Atomic(false)
    private let isDeaf = Atomic(false)
    private let cleared = Atomic(0)
    private let count = Atomic(0)
    private let isClosed = Atomic(false)

    public init(to target: Int) throws {
        self.target = target
        port = try freePort()
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let isListening = Self.withAddress(of: port) { bind(listener, $0, $1) } == 0 && listen(listener, 64) == 0
        guard isListening else { throw TestKitError("the proxy cannot listen: \(String(cString: strerror(errno)))") }
        Self.start { [self] in accept() }
    }

    public func cut() { isCut.store(true, ordering: .sequentiallyConsistent) }
    /// From now on nothing that the server says arrives.
    public func deafen() { isDeaf.store(true, ordering: .sequentiallyConsistent) }
    public func mend() {
        isCut.store(false, ordering: .sequentiallyConsistent)
        isDeaf.store(false, ordering: .sequentiallyConsistent)
    }

    /// Ends the connections that there are, with what has not been delivered.
    public func sever() { cleared.add(1, ordering: .sequentiallyConsistent) }

    /// How many connections clients have made.
    public var accepted: Int { count.load(ordering: .sequentiallyConsistent) }

    /// Ends all connections.
    public func close() {
        isClosed.store(true, ordering: .sequentiallyConsistent)
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func accept() {
        while !isClosed.load(ordering: .relaxed) {
            let client = Foundation.accept(listener, nil, nil)
            guard client >= 0 else { continue }
            count.add(1, ordering: .relaxed)
            Self.start { [self] in
                waitWhileCut()
                let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
                if Self.withAddress(of: target, { connect(server, $0, $1) }) == 0 { pass(client, server) }
                Foundation.close(client)
                Foundation.close(server)
            }
        }
        Foundation.close(listener)
    }

    private func waitWhileCut() {
        while isCut.load(ordering: .relaxed), !isClosed.load(ordering: .relaxed) { usleep(20_000) }
    }

    /// Passes bytes both ways until one side closes.
    private func pass(_ client: Int32, _ server: Int32) {
        var buffer = [UInt8](repeating: 0, count: Self.bufferSize)
        let age = cleared.load(ordering: .sequentiallyConsistent)
        while !isClosed.load(ordering: .relaxed), cleared.load(ordering: .relaxed) == age {
            waitWhileCut()
            let heard = isDeaf.load(ordering: .sequentiallyConsistent) ? [client, -1] : [client, server]
            var entries = heard.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            // Looks up now and then, for a cut.
            guard poll(&entries, 2, 50) > 0 else { continue }
            waitWhileCut()
            for (from, to) in [(0, server), (1, client)] where entries[from].revents != 0 {
                let count = recv(entries[from].fd, &buffer, buffer.count, 0)
                guard count > 0, Self.sendAll(buffer[..<count], to: to) else { return }
            }
        }
    }

    private static func sendAll(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = send(socket, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    private static func withAddress(of port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// One thread a connection: there are a few dozen.
    private static func start(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(body)
    }
}

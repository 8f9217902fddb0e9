/// Bytes that are in memory when they are few, and in a file when they are many.
public enum SpooledBytes: Sendable {
    case memory([UInt8])
    case file(SpoolFile)

    /// A chunk of ``forEachChunk(_:)`` has at most so many bytes.
    public static let chunkSize = 64 << 10

    public var size: UInt64 {
        switch self {
        case .memory(let bytes): UInt64(bytes.count)
        case .file(let file): file.size
        }
    }

    public var isInFile: Bool {
        if case .file = self { true } else { false }
    }

    /// All of it, in memory: only for what is known to be small enough.
    public func contents() throws(SpoolError) -> [UInt8] {
        switch self {
        case .memory(let bytes): return bytes
        case .file(let file):
            var bytes = [UInt8](repeating: 0, count: Int(file.size))
            var failure: SpoolError?
            bytes.withUnsafeMutableBytes { space in
                do throws(SpoolError) { _ = try file.read(from: 0, into: space) } catch { failure = error }
            }
            if let failure { throw failure }
            return bytes
        }
    }

    /// Lends the bytes in order, a chunk at a time.
    public func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var reader = SpoolReader(self)
        while try reader.withChunk(body) {}
    }
}

/// The same bytes, or the same file: files are not compared by what is in them.
extension SpooledBytes: Hashable {
    public static func == (a: SpooledBytes, b: SpooledBytes) -> Bool {
        switch (a, b) {
        case (.memory(let a), .memory(let b)): a == b
        case (.file(let a), .file(let b)): a === b
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .memory(let bytes): hasher.combine(bytes)
        case .file(let file): hasher.combine(ObjectIdentifier(file))
        }
    }
}

/// Reads spooled bytes from the beginning to the end, with one buffer.
public struct SpoolReader: Sendable {
    private let bytes: SpooledBytes
    private var offset: UInt64 = 0
    private var buffer: [UInt8] = []

    public init(_ bytes: SpooledBytes) {
        self.bytes = bytes
    }

    /// Lends the next chunk.
    /// - Returns: false when there is none.
    public mutating func withChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        let count = Int(min(UInt64(SpooledBytes.chunkSize), bytes.size - offset))
        guard count > 0 else { return false }
        switch bytes {
        case .memory(let bytes):
            let start = Int(offset)
            try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start..<start + count])) }
        case .file(let file):
            if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: SpooledBytes.chunkSize) }
            let offset = offset
            try buffer.withUnsafeMutableBytes { space in
                let part = UnsafeMutableRawBufferPointer(rebasing: space[..<count])
                _ = try file.read(from: offset, into: part)
                try body(UnsafeRawBufferPointer(part))
            }
        }
        offset += UInt64(count)
        return true
    }
}

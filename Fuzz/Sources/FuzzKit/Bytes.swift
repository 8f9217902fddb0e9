/// An input that decides more than one thing: some of its bytes are choices, the rest is content.
public struct Bytes {
    private var rest: ArraySlice<UInt8>

    public init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    public var isEmpty: Bool { rest.isEmpty }

    /// The next byte; 0 at the end.
    public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// As many bytes, or as many as there are.
    public mutating func take(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    public mutating func takeAll() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}

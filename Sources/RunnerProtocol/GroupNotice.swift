/// What a host tells its guard about a process group: that it is to be killed if the host dies, or that it is over.
///
/// Four bytes on a stream between two programs of one machine, in its byte order: the number of the group, negative once it is over.
public enum GroupNotice: Hashable, Sendable {
    case begun(Int32)
    case over(Int32)

    public static let byteCount = 4

    /// - Parameter bytes: ``byteCount`` of them.
    /// - Returns: nil when no host can have said that.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        let number = withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 4) { buffer in
            buffer.copyBytes(from: bytes)
            return buffer.load(as: Int32.self)
        }
        // 0 and 1 would be the caller's own group, and all processes.
        switch number {
        case 2...: self = .begun(number)
        case (-Int32.max)...(-2): self = .over(-number)
        default: return nil
        }
    }

    public var bytes: [UInt8] {
        let number =
            switch self {
            case .begun(let group): group
            case .over(let group): -group
            }
        return withUnsafeBytes(of: number) { Array($0) }
    }
}

import Foundation
import JobQueue

/// Ids that count: the same in every replay.
struct Identifiers {
    private var count: UInt32 = 0

    mutating func next() -> UUID {
        count += 1
        let bytes = withUnsafeBytes(of: count.bigEndian) { Array($0) }
        return UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, bytes[0], bytes[1], bytes[2], bytes[3]))
    }
}

extension UUID {
    /// The number that ``Identifiers`` made it of, for traces.
    var short: Int {
        let id = uuid
        return Int(id.12) << 24 | Int(id.13) << 16 | Int(id.14) << 8 | Int(id.15)
    }
}

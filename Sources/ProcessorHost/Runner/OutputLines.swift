/// What a processor prints, cut into lines. Bounded, whatever it prints.
struct OutputLines {
    /// How much is kept for the report of a crash: so many lines of so many characters.
    static let keptLines = 20
    static let keptCharacters = 300

    /// A longer line is cut into pieces of this size, in bytes.
    private let maximumLine: Int
    private var pending: [UInt8] = []
    /// A crashing Swift runtime prints pages of registers. They belong into the log; what was said before says more.
    private var isBacktrace = false
    /// The newest lines, newest last.
    private(set) var last: [String] = []

    init(maximumLine: UInt32) {
        self.maximumLine = Int(maximumLine)
    }

    /// The lines that are whole now, without their ends and with malformed UTF-8 repaired. Empty ones are left out.
    mutating func take(_ bytes: some Collection<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                flush(into: &lines)
            } else {
                pending.append(byte)
                if pending.count >= maximumLine { flush(into: &lines) }
            }
        }
        return lines
    }

    /// The line that has no end yet, at the end of the output or of a run.
    mutating func takeRest() -> [String] {
        var lines: [String] = []
        flush(into: &lines)
        return lines
    }

    /// Forgets the lines of a run that is over.
    mutating func forgetLast() {
        last.removeAll(keepingCapacity: true)
        isBacktrace = false
    }

    private mutating func flush(into lines: inout [String]) {
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        guard !pending.isEmpty else { return }
        let line = String(decoding: pending, as: UTF8.self)
        pending.removeAll(keepingCapacity: true)
        lines.append(line)
        if line.hasPrefix("*** Signal ") { isBacktrace = true }
        guard !isBacktrace else { return }
        if last.count == Self.keptLines { last.removeFirst() }
        last.append(line.count > Self.keptCharacters ? line.prefix(Self.keptCharacters) + "…" : line)
    }
}

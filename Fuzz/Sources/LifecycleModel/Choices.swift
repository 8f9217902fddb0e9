/// Where the decisions of a history come from: a seed, or a list that was drawn before.
///
/// A list that is at its end goes on with zeros, so a history whose decisions were cut off is one as well. The first of any
/// alternatives is the dullest one.
struct Choices {
    private var state: UInt64
    private let list: [UInt16]?
    private var position = 0
    private(set) var drawn: [UInt16] = []
    private let isRecording: Bool

    init(seed: UInt64, isRecording: Bool = false) {
        state = seed
        list = nil
        self.isRecording = isRecording
    }

    init(_ list: [UInt16]) {
        state = 0
        self.list = list
        isRecording = false
    }

    /// A number from 0 up to the bound.
    mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next()) % bound }

    mutating func one(in bound: Int) -> Bool { below(bound) == bound - 1 }

    private mutating func next() -> UInt16 {
        if let list {
            defer { position += 1 }
            return position < list.count ? list[position] : 0
        }
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        let choice = UInt16(truncatingIfNeeded: value >> 31)
        if isRecording { drawn.append(choice) }
        return choice
    }
}

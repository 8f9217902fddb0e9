extension JSONScanner {
    mutating func beginNumber(_ pass: inout Pass) {
        number = NumberCheck()
        if pass.byte == UInt8(ascii: "-") {
            state = .minus
        } else {
            integerDigit(pass.byte)
        }
        pass.index += 1
    }

    mutating func stepNumber(_ pass: inout Pass) throws(JSONError) {
        let byte = pass.byte
        let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        switch state {
        case .minus where isDigit: integerDigit(byte)
        case .integer where isDigit: number.digit(byte, isFraction: false)
        case .point where isDigit, .fraction where isDigit:
            number.digit(byte, isFraction: true)
            state = .fraction
        case .exponentMark where isDigit, .exponentSign where isDigit, .exponent where isDigit:
            number.exponentDigit(byte)
            state = .exponent
        case .zero where byte == UInt8(ascii: "."), .integer where byte == UInt8(ascii: "."): state = .point
        case .zero where byte | 0x20 == UInt8(ascii: "e"), .integer where byte | 0x20 == UInt8(ascii: "e"),
            .fraction where byte | 0x20 == UInt8(ascii: "e"):
            state = .exponentMark
        case .exponentMark where byte == UInt8(ascii: "+"): state = .exponentSign
        case .exponentMark where byte == UInt8(ascii: "-"):
            number.exponentIsNegative = true
            state = .exponentSign
        case .zero, .integer, .fraction, .exponent: return try finishNumber(at: pass.offset)
        default: throw unexpected(pass)
        }
        pass.index += 1
    }

    /// - Parameter offset: of the first byte behind the number.
    mutating func finishNumber(at offset: Int) throws(JSONError) {
        switch state {
        case .zero, .integer, .fraction, .exponent: break
        default: throw JSONError(offset: offset, reason: "the text ends where \(state.wanted) was expected")
        }
        if let problem = number.problem { throw JSONError(offset: offset, reason: problem) }
        endValue()
    }

    private mutating func integerDigit(_ byte: UInt8) {
        number.digit(byte, isFraction: false)
        state = byte == UInt8(ascii: "0") ? .zero : .integer
    }
}

/// Follows the digits of a number and tells whether a `Double` and a `jsonb` can hold it, in constant space.
struct NumberCheck {
    /// The first digits of 2^1024 - 2^970: from there on numbers are rounded to infinity.
    private static let threshold: StaticString = "1797693134862315807937289714053034150799"
    private static let thresholdMagnitude = 308
    /// What PostgreSQL's `numeric` has behind the point at most.
    private static let maximumScale = 16_383
    /// Beyond it a number is refused or zero; also keeps the sums below small.
    private static let maximumExponent = 100_000

    var exponentIsNegative = false
    private var exponent = 0
    private var fractionDigits = 0
    /// The power of ten of the first digit that is not 0, without the exponent.
    private var magnitude: Int?
    private var significantDigits = 0
    /// How the digits so far compare to as many digits of the threshold.
    private var comparison = 0

    mutating func digit(_ byte: UInt8, isFraction: Bool) {
        if isFraction { fractionDigits += 1 }
        if magnitude == nil {
            guard byte != UInt8(ascii: "0") else { return }
            magnitude = -fractionDigits
        } else if !isFraction {
            magnitude = magnitude.map { $0 + 1 }
        }
        if comparison == 0, significantDigits < Self.threshold.utf8CodeUnitCount {
            // Inside the string: the index was just compared with its length.
            comparison = Int(byte) - Int(Self.threshold.utf8Start[significantDigits])
        }
        significantDigits += 1
    }

    mutating func exponentDigit(_ byte: UInt8) {
        exponent = min(exponent * 10 + Int(byte) - 0x30, Self.maximumExponent + 1)
    }

    /// What is wrong, for people; nil when nothing is.
    var problem: String? {
        let power = exponentIsNegative ? -exponent : exponent
        if fractionDigits - power > Self.maximumScale {
            return "a number has more than \(Self.maximumScale) digits behind the point, which the database cannot hold"
        }
        guard exponent <= Self.maximumExponent else { return "a number has an exponent that no Double holds" }
        guard let magnitude else { return nil }
        let leading = magnitude + power
        if leading < Self.thresholdMagnitude { return nil }
        let isBelow =
            comparison < 0 || (comparison == 0 && significantDigits < Self.threshold.utf8CodeUnitCount)
        if leading == Self.thresholdMagnitude, isBelow { return nil }
        return "a number is larger than any Double"
    }
}

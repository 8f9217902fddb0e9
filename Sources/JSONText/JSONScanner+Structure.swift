extension JSONScanner {
    /// The open brackets, innermost last: one bit each, set for an object.
    struct Nesting {
        private var bits = SIMD4<UInt64>()
        private(set) var depth = 0

        var isInObject: Bool {
            let top = depth - 1
            return depth > 0 && bits[top >> 6] & (1 << UInt64(top & 63)) != 0
        }

        /// Says whether there was room.
        mutating func open(object: Bool) -> Bool {
            guard depth < JSONScanner.maximumDepth else { return false }
            let mask: UInt64 = 1 << UInt64(depth & 63)
            if object { bits[depth >> 6] |= mask } else { bits[depth >> 6] &= ~mask }
            depth += 1
            return true
        }

        mutating func close() {
            depth -= 1
        }
    }

    struct LiteralState {
        var rest: ArraySlice<UInt8> = []
    }

    mutating func stepStructure(_ pass: inout Pass) throws(JSONError) {
        let byte = pass.byte
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            pass.index += 1
            return
        }
        switch state {
        case .value, .elementOrEnd:
            if state == .elementOrEnd, byte == UInt8(ascii: "]") { return close(&pass) }
            try beginValue(&pass)
        case .keyOrEnd, .key:
            if state == .keyOrEnd, byte == UInt8(ascii: "}") { return close(&pass) }
            guard byte == UInt8(ascii: "\"") else { throw unexpected(pass) }
            string.isKey = true
            state = .string
            pass.index += 1
        case .colon:
            guard byte == UInt8(ascii: ":") else { throw unexpected(pass) }
            state = .value
            pass.index += 1
        case .commaOrEnd:
            if byte == UInt8(ascii: ",") {
                state = nesting.isInObject ? .key : .value
                pass.index += 1
            } else if byte == (nesting.isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                close(&pass)
            } else {
                throw unexpected(pass)
            }
        default:
            throw unexpected(pass)
        }
    }

    mutating func stepLiteral(_ pass: inout Pass) throws(JSONError) {
        guard pass.byte == literal.rest.first else { throw unexpected(pass) }
        literal.rest.removeFirst()
        pass.index += 1
        if literal.rest.isEmpty { endValue() }
    }

    private mutating func beginValue(_ pass: inout Pass) throws(JSONError) {
        if topLevel == .object, nesting.depth == 0, pass.byte != UInt8(ascii: "{") {
            throw pass.error("\(Self.name(of: pass.byte)) came where an object was expected")
        }
        switch pass.byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = pass.byte == UInt8(ascii: "{")
            guard nesting.open(object: isObject) else {
                throw pass.error("brackets are nested deeper than \(Self.maximumDepth)")
            }
            state = isObject ? .keyOrEnd : .elementOrEnd
        case UInt8(ascii: "\""):
            string.isKey = false
            state = .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return beginNumber(&pass)
        case UInt8(ascii: "t"): begin(literal: [0x72, 0x75, 0x65])
        case UInt8(ascii: "f"): begin(literal: [0x61, 0x6C, 0x73, 0x65])
        case UInt8(ascii: "n"): begin(literal: [0x75, 0x6C, 0x6C])
        default: throw unexpected(pass)
        }
        pass.index += 1
    }

    private mutating func begin(literal rest: ArraySlice<UInt8>) {
        literal.rest = rest
        state = .literal
    }

    private mutating func close(_ pass: inout Pass) {
        nesting.close()
        pass.index += 1
        endValue()
    }

    mutating func endValue() {
        state = nesting.depth == 0 ? .end : .commaOrEnd
    }

    func unexpected(_ pass: Pass) -> JSONError {
        pass.error("\(Self.name(of: pass.byte)) came where \(state.wanted) was expected")
    }

    /// A byte, for messages.
    static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Character(UnicodeScalar(byte)))'"
        default: "byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
        }
    }
}

/// Checks and cleans JSON as it passes, whatever the pieces it comes in.
///
/// What comes out can be stored as `jsonb` and read by every decoder: `\u0000` is dropped, unpaired surrogates become
/// U+FFFD, everything else passes byte for byte. Refused are bytes that are not UTF-8, texts that are not JSON, numbers that
/// overflow a `Double` or that `jsonb` cannot hold, and nesting deeper than ``maximumDepth``.
///
/// ```swift
/// var scanner = JSONScanner()
/// var clean: [UInt8] = []
/// for piece in pieces { try piece.withUnsafeBytes { try scanner.feed($0, into: &clean) } }
/// try scanner.finish()
/// ```
public struct JSONScanner: Sendable {
    /// What the text must be as a whole.
    public enum TopLevel: Sendable {
        case anyValue
        case object
    }

    public static let maximumDepth = 256

    let topLevel: TopLevel
    var state = State.value
    var nesting = Nesting()
    var string = StringState()
    var number = NumberCheck()
    var literal = LiteralState()
    /// Bytes of earlier pieces.
    private var consumed = 0
    private var failure: JSONError?

    public init(requiring topLevel: TopLevel = .anyValue) {
        self.topLevel = topLevel
    }

    /// Checks the next piece and appends what passes to `output`. It appends at most twelve bytes more than it was given.
    /// - Throws: at the first error, and again at each call after it.
    public mutating func feed(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(JSONError) {
        if let failure { throw failure }
        var pass = Pass(bytes: bytes, base: consumed)
        do throws(JSONError) {
            while pass.index < bytes.count { try step(&pass, &output) }
        } catch {
            failure = error
            throw error
        }
        pass.keep(in: &output)
        consumed += bytes.count
    }

    /// The text ends here.
    /// - Throws: when it is not whole.
    public mutating func finish() throws(JSONError) {
        if let failure { throw failure }
        do throws(JSONError) {
            if state.isNumber { try finishNumber(at: consumed) }
            guard state == .end else {
                throw JSONError(offset: consumed, reason: "the text ends where \(state.wanted) was expected")
            }
        } catch {
            failure = error
            throw error
        }
    }

    /// Handles at least one byte.
    private mutating func step(_ pass: inout Pass, _ output: inout [UInt8]) throws(JSONError) {
        switch state {
        case .string, .escape, .unicode, .continuation:
            try stepString(&pass, &output)
        case .minus, .zero, .integer, .point, .fraction, .exponentMark, .exponentSign, .exponent:
            try stepNumber(&pass)
        case .literal:
            try stepLiteral(&pass)
        case .value, .elementOrEnd, .keyOrEnd, .key, .colon, .commaOrEnd, .end:
            try stepStructure(&pass)
        }
    }
}

extension JSONScanner {
    enum State: UInt8 {
        case value, elementOrEnd, keyOrEnd, key, colon, commaOrEnd, end
        case string, escape, unicode, continuation
        case minus, zero, integer, point, fraction, exponentMark, exponentSign, exponent
        case literal

        var isNumber: Bool {
            switch self {
            case .minus, .zero, .integer, .point, .fraction, .exponentMark, .exponentSign, .exponent: true
            default: false
            }
        }

        /// For messages.
        var wanted: String {
            switch self {
            case .value: "a value"
            case .elementOrEnd: "a value or ]"
            case .keyOrEnd: "a key or }"
            case .key: "a key"
            case .colon: "a colon"
            case .commaOrEnd: "a comma or the closing bracket"
            case .end: "nothing more"
            case .string, .continuation: "the rest of a string"
            case .escape, .unicode: "the rest of an escape"
            case .minus, .zero, .integer, .point, .fraction, .exponentMark, .exponentSign, .exponent: "a digit"
            case .literal: "the rest of true, false or null"
            }
        }
    }

    /// One piece and how far it is handled. Bytes from `kept` to `index` pass as they are and are not copied yet.
    struct Pass {
        /// Valid while `feed` runs.
        let bytes: UnsafeRawBufferPointer
        /// Of the piece in the whole text.
        let base: Int
        var index = 0
        var kept = 0

        var byte: UInt8 { bytes[index] }
        var offset: Int { base + index }

        /// Copies what passes up to here.
        mutating func keep(in output: inout [UInt8]) {
            if index > kept { output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[kept..<index])) }
            kept = index
        }

        /// Goes on behind the byte, which does not pass as it is.
        mutating func drop() {
            index += 1
            kept = index
        }

        func error(_ reason: String) -> JSONError {
            JSONError(offset: offset, reason: reason)
        }
    }
}

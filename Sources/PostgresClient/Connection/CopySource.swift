/// Rows for COPY … FROM STDIN, in its text format, made while they are sent: they are never in memory as a whole.
public protocol CopySource: Sendable {
    /// Appends the next bytes, in any cut; appends nothing at the end. Called on the connection's thread.
    mutating func appendNext(to buffer: inout [UInt8]) throws
}

/// Writes values as the text format of COPY has them.
public enum CopyText {
    /// Between two columns.
    public static let separator = UInt8(ascii: "\t")
    /// Behind a row.
    public static let end = UInt8(ascii: "\n")

    /// Appends a piece of a value; a cut may fall anywhere.
    public static func append(_ value: some Sequence<UInt8>, to buffer: inout [UInt8]) {
        for byte in value {
            switch byte {
            case UInt8(ascii: "\\"), separator, end, UInt8(ascii: "\r"):
                buffer.append(UInt8(ascii: "\\"))
                buffer.append(letter(for: byte))
            default: buffer.append(byte)
            }
        }
    }

    private static func letter(for byte: UInt8) -> UInt8 {
        switch byte {
        case separator: UInt8(ascii: "t")
        case end: UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        default: byte
        }
    }
}

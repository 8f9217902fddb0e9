/// A zip file whose entries are not compressed.
enum StoredZip {
    static func bytes(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
        var (file, directory): ([UInt8], [UInt8]) = ([], [])
        for entry in entries {
            let offset = UInt32(file.count)
            let size = UInt32(entry.content.count)
            let fields =
                number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0x21))
                + number(checksum(entry.content)) + number(size) + number(size) + number(UInt16(entry.name.utf8.count))
                + number(UInt16(0))
            file += Array("PK\u{3}\u{4}".utf8) + number(UInt16(20)) + fields + Array(entry.name.utf8) + entry.content
            directory += Array("PK\u{1}\u{2}".utf8) + number(UInt16(20)) + number(UInt16(20)) + fields
            directory += number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt32(0)) + number(offset)
            directory += Array(entry.name.utf8)
        }
        let count = number(UInt16(entries.count))
        let end =
            Array("PK\u{5}\u{6}".utf8) + number(UInt16(0)) + number(UInt16(0)) + count + count
            + number(UInt32(directory.count)) + number(UInt32(file.count)) + number(UInt16(0))
        return file + directory + end
    }

    private static func number<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// CRC-32 as zip files have it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { crc, byte in table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320 }
    }
}

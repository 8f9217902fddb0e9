/// The picture formats that can be read, told by how a file starts.
enum PictureKind: Equatable {
    case png
    case jpeg
    case gif
    case bmp
    case tiff
    case webp

    init?(head: [UInt8]) {
        func starts(_ bytes: [UInt8], at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: bytes) }
        if starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if starts([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if starts(Array("GIF8".utf8)) {
            self = .gif
        } else if starts([0x49, 0x49, 0x2A, 0]) || starts([0x4D, 0x4D, 0, 0x2A]) {
            self = .tiff
        } else if starts(Array("RIFF".utf8)), starts(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if starts(Array("BM".utf8)), starts([0, 0, 0, 0], at: 6) {
            self = .bmp
        } else {
            return nil
        }
    }
}

/// How large a picture is, by its header: known before anything unpacks it.
struct PictureSize {
    var width: Int
    var height: Int

    /// The sizes of a file's pictures, at most `limit` of them; only a TIFF has several. Empty when the header cannot be read.
    /// - Parameter bytes: gives bytes of the file at an offset, fewer at its end.
    static func all(
        _ kind: PictureKind, limit: Int, bytes: (_ offset: Int, _ count: Int) -> [UInt8]
    ) -> [PictureSize] {
        let head = HeaderBytes(bytes(0, 32))
        switch kind {
        case .png: return [PictureSize(width: head.big(16, 4), height: head.big(20, 4))]
        case .gif: return [PictureSize(width: head.little(6, 2), height: head.little(8, 2))]
        case .bmp:
            let height = head.little(22, 4)
            return [PictureSize(width: head.little(18, 4), height: height >> 31 == 1 ? (1 << 32) - height : height)]
        case .webp: return [webp(head)]
        case .jpeg: return jpeg(bytes).map { [$0] } ?? []
        case .tiff: return tiff(limit: limit, isBig: head.big(0, 1) == 0x4D, bytes)
        }
    }

    private static func webp(_ head: HeaderBytes) -> PictureSize {
        switch head.big(12, 4) & 0xFF {
        case 0x58: PictureSize(width: head.little(24, 3) + 1, height: head.little(27, 3) + 1)
        case 0x4C:
            PictureSize(width: head.little(21, 4) & 0x3FFF + 1, height: head.little(21, 4) >> 14 & 0x3FFF + 1)
        default: PictureSize(width: head.little(26, 2) & 0x3FFF, height: head.little(28, 2) & 0x3FFF)
        }
    }

    /// From one marker to the next, up to the one that starts the frame.
    private static func jpeg(_ bytes: (Int, Int) -> [UInt8]) -> PictureSize? {
        var offset = 2
        for _ in 0..<10_000 {
            let marker = HeaderBytes(bytes(offset, 9))
            guard marker.big(0, 1) == 0xFF else { return nil }
            switch marker.big(1, 1) {
            case 0xFF: offset += 1
            case 0xC4, 0xC8, 0xCC: offset += 2 + marker.big(2, 2)
            case 0xC0...0xCF: return PictureSize(width: marker.big(7, 2), height: marker.big(5, 2))
            case 0xD8, 0x01: offset += 2
            case 0xDA, 0xD9: return nil
            default: offset += 2 + marker.big(2, 2)
            }
        }
        return nil
    }

    /// One directory a page; each names the next.
    private static func tiff(limit: Int, isBig: Bool, _ bytes: (Int, Int) -> [UInt8]) -> [PictureSize] {
        func number(_ header: HeaderBytes, _ offset: Int, _ count: Int) -> Int {
            isBig ? header.big(offset, count) : header.little(offset, count)
        }
        var sizes: [PictureSize] = []
        var next = number(HeaderBytes(bytes(4, 4)), 0, 4)
        while next > 0, sizes.count < limit {
            let count = number(HeaderBytes(bytes(next, 2)), 0, 2)
            let entries = HeaderBytes(bytes(next + 2, count * 12 + 4))
            guard count > 0, entries.count == count * 12 + 4 else { break }
            var size = PictureSize(width: 0, height: 0)
            for entry in 0..<count {
                let value = number(entries, entry * 12 + 8, number(entries, entry * 12 + 2, 2) == 3 ? 2 : 4)
                switch number(entries, entry * 12, 2) {
                case 256: size.width = value
                case 257: size.height = value
                default: break
                }
            }
            sizes.append(size)
            next = number(entries, count * 12, 4)
        }
        return sizes
    }
}

/// Numbers in a header; what lies behind its end is 0.
private struct HeaderBytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func big(_ offset: Int, _ count: Int) -> Int {
        (offset..<offset + count).reduce(0) { $0 << 8 | ($1 < bytes.count ? Int(bytes[$1]) : 0) }
    }

    func little(_ offset: Int, _ count: Int) -> Int {
        (offset..<offset + count).reversed().reduce(0) { $0 << 8 | ($1 < bytes.count ? Int(bytes[$1]) : 0) }
    }
}

import Foundation

/// A PDF of text pages with one picture, written piece by piece so that its size does not matter.
struct PDF {
    private let handle: FileHandle
    private var offsets: [Int] = []
    private var at = 0

    /// - Parameters:
    ///   - pages: the lines of each page.
    ///   - bytes: about the size of the file; what the text leaves is the picture.
    static func write(pages: [[String]], bytes: Int, to file: URL) throws {
        try Data().write(to: file)
        var pdf = PDF(handle: try FileHandle(forWritingTo: file))
        defer { try? pdf.handle.close() }
        try pdf.write(pages, picture: max(1_024, bytes - pages.joined().reduce(0) { $0 + $1.utf8.count + 40 }))
    }

    private init(handle: FileHandle) {
        self.handle = handle
    }

    private mutating func write(_ pages: [[String]], picture bytes: Int) throws {
        try put("%PDF-1.4\n")
        try object("<< /Type /Catalog /Pages 2 0 R >>")
        let kids = pages.indices.map { "\(5 + 2 * $0) 0 R" }.joined(separator: " ")
        try object("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        try object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        try picture(rows: bytes / 1_024)
        for (index, lines) in pages.enumerated() {
            try object(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(6 + 2 * index) 0 R /Resources "
                    + "<< /Font << /F1 3 0 R >> /XObject << /P 4 0 R >> >> >>")
            let text = lines.enumerated().map { "BT /F1 9 Tf 50 \(780 - $0 * 24) Td (\($1)) Tj ET" }
            let content = (text + (index == 0 ? ["q 100 0 0 20 400 20 cm /P Do Q"] : [])).joined(separator: "\n")
            try object("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        let table = at
        try put("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n")
        for offset in offsets { try put(String(format: "%010d 00000 n \n", offset)) }
        try put("trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n")
    }

    private mutating func picture(rows: Int) throws {
        offsets.append(at)
        try put(
            "\(offsets.count) 0 obj\n<< /Type /XObject /Subtype /Image /Width 1024 /Height \(rows) "
                + "/ColorSpace /DeviceGray /BitsPerComponent 8 /Length \(rows * 1_024) >>\nstream\n")
        for row in 0..<rows {
            try put(Data((0..<1_024).map { UInt8(truncatingIfNeeded: ($0 ^ row) &* 31) }))
        }
        try put("\nendstream\nendobj\n")
    }

    private mutating func object(_ body: String) throws {
        offsets.append(at)
        try put("\(offsets.count) 0 obj\n\(body)\nendobj\n")
    }

    private mutating func put(_ text: String) throws {
        try put(Data(text.utf8))
    }

    private mutating func put(_ data: Data) throws {
        try handle.write(contentsOf: data)
        at += data.count
    }
}

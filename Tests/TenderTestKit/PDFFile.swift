public import FoundationEssentials

/// A PDF of one page with text at given places.
public enum PDFFile {
    /// - Parameter lines: text with its distance in points from the left and from the bottom.
    public static func page(_ lines: [(text: String, x: Int, y: Int)]) -> Data {
        let content = lines.map { line in
            let text = line.text.replacing("\\", with: "\\\\").replacing("(", with: "\\(").replacing(")", with: "\\)")
            return "BT /F1 10 Tf \(line.x) \(line.y) Td (\(text)) Tj ET"
        }.joined(separator: "\n")
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Data(file.utf8)
    }

    /// A table, one column every 130 points.
    public static func table(_ rows: [[String]]) -> Data {
        page(
            rows.enumerated().flatMap { row, cells in
                cells.enumerated().map { (text: $1, x: 60 + $0 * 130, y: 760 - row * 24) }
            })
    }
}

import Foundation

/// All that was measured, in order.
final class Report {
    private(set) var measurements: [Measurement] = []
    private let start = Date.now
    private let machine = Machine.model

    /// Adds a row and shows it, for those who watch.
    func add(_ part: String, _ name: String, _ figures: [Figure]) {
        measurements.append(Measurement(part: part, name: name, figures: figures))
        let texts = figures.map { "\($0.name.replacing("_", with: " ")) \($0.text)" }
        print("\(part): \(name): \(texts.joined(separator: ", "))")
        fflush(nil)
    }

    /// Adds a figure to each row of a part.
    func extend(_ part: String, _ figure: (Measurement) -> Figure?) {
        for index in measurements.indices where measurements[index].part == part {
            if let figure = figure(measurements[index]) { measurements[index].figures.append(figure) }
        }
    }

    /// The largest of a figure.
    func best(_ part: String, _ figure: String) -> Double? {
        measurements.filter { $0.part == part }.compactMap { $0[figure] }.max()
    }

    /// A block for each part, with the part's own columns.
    var table: String {
        var parts: [String] = []
        for row in measurements where !parts.contains(row.part) { parts.append(row.part) }
        return parts.map(block).joined(separator: "\n")
    }

    private func block(_ part: String) -> String {
        let rows = measurements.filter { $0.part == part }
        var columns: [String] = []
        for figure in rows.flatMap(\.figures) where !columns.contains(figure.name) { columns.append(figure.name) }
        let lines =
            [[part] + columns.map { $0.replacing("_", with: " ") }]
            + rows.map { row in
                [row.name] + columns.map { name in row.figures.first { $0.name == name }?.text ?? "-" }
            }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return "\n"
            + lines.map { line in
                zip(line, widths).enumerated().map { index, cell in
                    let space = String(repeating: " ", count: cell.1 - cell.0.count)
                    return index == 0 ? cell.0 + space : space + cell.0
                }.joined(separator: "  ")
            }.joined(separator: "\n")
    }

    var json: Data {
        get throws {
            let rows = measurements.map { row -> [String: Any] in
                [
                    "part": row.part, "name": row.name,
                    "figures": Dictionary(row.figures.map { ($0.name, $0.value) }) { first, _ in first },
                ]
            }
            let all: [String: Any] = [
                "machine": machine, "started": start.formatted(.iso8601), "measurements": rows,
            ]
            return try JSONSerialization.data(withJSONObject: all, options: [.prettyPrinted, .sortedKeys])
        }
    }
}

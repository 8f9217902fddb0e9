/// Reads the straight lines out of what `pdftocairo -svg` draws: strokes, and filled boxes too thin to be anything else.
///
/// A stream of tags is all that is looked at; glyphs, clips and pictures are passed over.
struct RuleParser: OutputParser {
    /// More lines than this on one page are a drawing.
    static let most = 20_000
    private static let longestTag = 64 << 10

    /// The lines of each page, in the order of the output.
    private(set) var pages: [[Rule]] = [[]]
    private var hasPages = false
    private var tag: [UInt8] = []
    private var isInTag = false
    /// The element whose content is passed over.
    private var skipped: [UInt8]?

    mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"):
                isInTag = true
                tag.removeAll(keepingCapacity: true)
            case UInt8(ascii: ">") where isInTag:
                isInTag = false
                take()
            default:
                if isInTag, tag.count < Self.longestTag { tag.append(byte) }
            }
        }
    }

    private mutating func take() {
        let name = tag.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") || $0 == tag.first }
        if let open = skipped {
            if tag.first == UInt8(ascii: "/"), tag.dropFirst().elementsEqual(open) { skipped = nil }
            return
        }
        if name.elementsEqual("symbol".utf8) || name.elementsEqual("clipPath".utf8) {
            if tag.last != UInt8(ascii: "/") { skipped = Array(name) }
        } else if name.elementsEqual("page".utf8) {
            if hasPages { pages.append([]) }
            hasPages = true
        } else if name.elementsEqual("path".utf8), tag.count < Self.longestTag,
            pages[pages.count - 1].count <= Self.most
        {
            let path = DrawnPath(tag: String(decoding: tag, as: UTF8.self))
            pages[pages.count - 1] += path?.rules ?? []
        }
    }
}

/// A straight line along one of the axes. Points, from the top left corner.
struct Rule: Equatable {
    var isHorizontal: Bool
    /// y of a horizontal line, x of a vertical one.
    var position: Double
    var from: Double
    var to: Double
}

/// A `path` element.
private struct DrawnPath {
    private(set) var rules: [Rule] = []

    /// Thicker boxes are shading.
    private static let thickest = 3.0
    /// Shorter ones are dots, ticks and letters.
    private static let shortest = 5.0

    init?(tag: String) {
        guard let data = Self.attribute("d", of: tag) else { return nil }
        let style = Self.attribute("style", of: tag) ?? ""
        let isStroked = style.contains("stroke:") && !style.contains("stroke:none")
        let matrix = Self.attribute("transform", of: tag).flatMap(Self.matrix) ?? [1, 0, 0, 1, 0, 0]
        for line in Self.lines(data) {
            let points = line.map { point in
                (
                    x: matrix[0] * point.x + matrix[2] * point.y + matrix[4],
                    y: matrix[1] * point.x + matrix[3] * point.y + matrix[5]
                )
            }
            guard points.allSatisfy({ abs($0.x) < 1e6 && abs($0.y) < 1e6 }) else { continue }
            if isStroked {
                for (from, to) in zip(points, points.dropFirst()) { add(from, to) }
            } else {
                addBox(points)
            }
        }
    }

    private mutating func add(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) {
        if abs(from.y - to.y) < 1, abs(from.x - to.x) >= Self.shortest {
            rules.append(
                Rule(
                    isHorizontal: true, position: (from.y + to.y) / 2, from: min(from.x, to.x),
                    to: max(from.x, to.x)))
        } else if abs(from.x - to.x) < 1, abs(from.y - to.y) >= Self.shortest {
            rules.append(
                Rule(
                    isHorizontal: false, position: (from.x + to.x) / 2, from: min(from.y, to.y),
                    to: max(from.y, to.y)))
        }
    }

    private mutating func addBox(_ points: [(x: Double, y: Double)]) {
        guard (4...6).contains(points.count) else { return }
        let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
        let (top, bottom) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
        if bottom - top <= Self.thickest {
            add((left, (top + bottom) / 2), (right, (top + bottom) / 2))
        } else if right - left <= Self.thickest {
            add(((left + right) / 2, top), ((left + right) / 2, bottom))
        }
    }

    /// The straight runs of `M x y L x y … Z`; a curve ends one.
    private static func lines(_ data: String) -> [[(x: Double, y: Double)]] {
        var lines: [[(x: Double, y: Double)]] = []
        var open: [(x: Double, y: Double)] = []
        var words = data.split(separator: " ")[...]
        func number() -> Double { words.popFirst().flatMap { Double($0) } ?? 0 }
        while let word = words.popFirst() {
            switch word {
            case "M":
                if open.count > 1 { lines.append(open) }
                open = [(number(), number())]
            case "L":
                open.append((number(), number()))
            case "C":
                if open.count > 1 { lines.append(open) }
                for _ in 0..<4 { _ = number() }
                open = [(number(), number())]
            case "Z":
                if let first = open.first { open.append(first) }
                if open.count > 1 { lines.append(open) }
                open = []
            default:
                return lines
            }
        }
        if open.count > 1 { lines.append(open) }
        return lines
    }

    private static func matrix(_ text: String) -> [Double]? {
        guard text.hasPrefix("matrix("), text.hasSuffix(")") else { return nil }
        let numbers = text.dropFirst(7).dropLast().split { $0 == "," || $0 == " " }.compactMap { Double($0) }
        return numbers.count == 6 ? numbers : nil
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"")?.upperBound else { return nil }
        return String(tag[start...].prefix { $0 != "\"" })
    }
}

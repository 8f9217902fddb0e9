/// A file that could not be read, or of which parts could not.
public struct FileProblem: Sendable, Equatable {
    /// Its path within the package, printable.
    public var file: String
    /// In words, without the file's name. Pages with the same reason share a line: `pages 3-17, 20: no text; a scan?`.
    public var reasons: [String]
    /// Pages that gave no text, from 1, in order.
    public var pages: [Int]
    /// Nothing at all was read.
    public var isWhole: Bool

    /// How many reasons are told apart; the rest is counted.
    static let reasonLimit = 20

    /// A file of which nothing was read.
    public init(file: String, reason: String) {
        self.init(file: file, reasons: [reason], pages: [], isWhole: true)
    }

    /// nil when all of the file was read.
    public init?(_ reading: FileReading) {
        switch reading.outcome {
        case .failure(let error):
            self.init(file: reading.file, reason: error.explanation)
        case .success(let document):
            guard !document.skipped.isEmpty else { return nil }
            self.init(
                file: reading.file, reasons: Self.reasons(document.skipped),
                pages: Set(document.skipped.compactMap(\.page)).sorted(), isWhole: document.blocks.isEmpty)
        }
    }

    private init(file: String, reasons: [String], pages: [Int], isWhole: Bool) {
        self.file = PrintableName.of(file)
        self.reasons = reasons
        self.pages = pages
        self.isWhole = isWhole
    }

    /// One line for each reason.
    public var lines: [String] { reasons.map { "\(file): \($0)" } }

    private static func reasons(_ parts: [SkippedPart]) -> [String] {
        var order: [String] = []
        var pages: [String: [Int]] = [:]
        for part in parts {
            if pages[part.reason] == nil { order.append(part.reason) }
            pages[part.reason, default: []] += part.page.map { [$0] } ?? []
        }
        let lines = order.prefix(reasonLimit).map { reason in
            switch PageRanges.named(pages[reason] ?? []) {
            case nil: reason
            case let ranges?: "\(ranges): \(reason)"
            }
        }
        return order.count > reasonLimit ? lines + ["and \(order.count - reasonLimit) more"] : lines
    }
}

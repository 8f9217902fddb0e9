import Foundation

/// One line on a terminal that shows how far a run is. Elsewhere it prints nothing.
struct ProgressBar {
    private static let width = 28
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    private var shown = ""

    /// What the bar reads from a run's progress: the two shapes of the contract.
    struct State: Decodable, Equatable {
        var stage: String? = nil
        var message: String? = nil
        var overallPercentageCompletion: Double? = nil
        var currentContractor: String? = nil
    }

    mutating func show(_ progress: [UInt8]) {
        guard isTerminal, let state = try? JSONDecoder().decode(State.self, from: Data(progress)) else { return }
        draw(Self.line(state))
    }

    /// Leaves the cursor on a clean line.
    mutating func finish() {
        guard isTerminal, !shown.isEmpty else { return }
        draw("")
    }

    /// `[##########··················]  36 %  extracting: reading criteria.xlsx`
    static func line(_ state: State) -> String {
        let words = [state.stage, state.message ?? state.currentContractor].compactMap(\.self).filter { !$0.isEmpty }
        let text = printable(words.joined(separator: ": "))
        guard let fraction = state.overallPercentageCompletion, (0...1).contains(fraction) else { return text }
        let filled = Int((fraction * Double(width)).rounded(.down))
        let bar = String(repeating: "#", count: filled) + String(repeating: "·", count: width - filled)
        let percent = String(Int((fraction * 100).rounded(.down)))
        return "[\(bar)] \(String(repeating: " ", count: 3 - percent.count))\(percent) %  \(text)"
    }

    /// Text from documents may hold what moves the cursor or turns the line around.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "?"
                    default: scalar
                    }
                }))
    }

    private mutating func draw(_ line: String) {
        guard line != shown else { return }
        shown = line
        // Back to the first column, and erase to the end of the line.
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(line.prefix(100))".utf8))
    }
}

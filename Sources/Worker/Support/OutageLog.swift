import Logging

/// Logs that something fails once, again when it fails otherwise, and once when it works again.
struct OutageLog {
    private var lastText: String?

    /// - Returns: the level to log this failure at.
    mutating func failed(_ text: String) -> Logger.Level {
        defer { lastText = text }
        return text == lastText ? .debug : .warning
    }

    /// - Returns: whether it failed before.
    mutating func succeeded() -> Bool { lastText.take() != nil }
}

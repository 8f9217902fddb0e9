/// A setting that cannot be used: where it stands, what it says, what it should say.
struct SettingError: Error, Hashable, CustomStringConvertible {
    let source: String
    /// nil when the value is missing, or secret.
    let found: String?
    let wanted: String

    var description: String {
        guard let found else { return "\(source): wanted \(wanted)" }
        return "\(source): found \"\(Self.printable(found))\", wanted \(wanted)"
    }

    /// One short line, and nothing that may hold a password.
    private static func printable(_ text: String) -> String {
        let line = text.prefix { !$0.isNewline }.prefix(60)
        return line.contains("://") ? "a URL" : String(line)
    }
}

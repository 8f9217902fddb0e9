/// What the log says of an error: its description without passwords.
///
/// Stores keep passwords out of their errors; this is the second fence, for texts that quote a connection URL
/// (`scheme://user:secret@host`) or a connection string (`password=secret`).
func safeText(of error: any Error) -> String {
    String(describing: error)
        .split(separator: " ", omittingEmptySubsequences: false)
        .map { hidePassword(in: String($0)) }
        .joined(separator: " ")
}

private func hidePassword(in word: String) -> String {
    if let scheme = word.firstRange(of: "://"), let at = word.lastIndex(of: "@"), scheme.upperBound < at,
        let colon = word[scheme.upperBound..<at].firstIndex(of: ":")
    {
        return word[...colon] + "***" + word[at...]
    }
    if let key = word.lowercased().firstRange(of: "password="), key.upperBound < word.endIndex {
        return word.prefix(word.distance(from: word.startIndex, to: key.upperBound)) + "***"
    }
    return word
}

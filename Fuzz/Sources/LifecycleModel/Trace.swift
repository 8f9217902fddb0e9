/// What has happened in a history, in words.
final class Trace {
    private(set) var lines: [String] = []

    func add(_ time: Duration, _ text: String) { lines.append("\(time) \(text)") }
}

import CTrubuildProcessor
import JSONText

/// The newest report of progress, in buffers that are used again: a report costs no allocation.
struct ProgressReport {
    static let stageBytes = 128
    static let messageBytes = 1 << 10

    private var fraction = TRUBUILD_PROGRESS_UNKNOWN
    private var stage: [UInt8] = []
    private var message: [UInt8] = []
    private var details: [UInt8] = []
    /// The details of a report that is being checked: the two take turns, so that none is made anew.
    private var draft: [UInt8] = []

    enum Problem: Error, Equatable {
        case invalid(String)
        case tooLarge
    }

    /// Replaces the report. After an error the old one is still whole.
    mutating func replace(with source: trubuild_progress, detailsLimit: UInt32) throws(Problem) {
        let isKnown = source.fraction != TRUBUILD_PROGRESS_UNKNOWN
        guard !isKnown || (0...1).contains(source.fraction) else {
            throw .invalid("the fraction of a progress report is \(source.fraction), 0 to 1 or -1 was wanted")
        }
        guard let stage = HostText.utf8(of: source.stage, limit: Self.stageBytes) else {
            throw .invalid("the stage of a progress report is not UTF-8")
        }
        guard let message = HostText.utf8(of: source.message, limit: Self.messageBytes) else {
            throw .invalid("the message of a progress report is not UTF-8")
        }
        guard source.details.len <= UInt64(detailsLimit) else { throw .tooLarge }
        draft.removeAll(keepingCapacity: true)
        if source.details.len > 0 { try check(details: source.details) }

        swap(&details, &draft)
        fraction = source.fraction
        self.stage.removeAll(keepingCapacity: true)
        self.stage.append(contentsOf: stage)
        self.message.removeAll(keepingCapacity: true)
        self.message.append(contentsOf: message)
    }

    /// Puts the clean details into the draft.
    private mutating func check(details: trubuild_plugin_slice) throws(Problem) {
        guard let bytes = HostText.bytes(of: details) else {
            throw .invalid("the details of a progress report have a length and no address")
        }
        var scanner = JSONScanner(requiring: .object)
        draft.reserveCapacity(bytes.count)
        do {
            try scanner.feed(bytes, into: &draft)
            try scanner.finish()
        } catch {
            throw .invalid("the details of a progress report are not a JSON object: \(error)")
        }
    }

    /// The report as the App sees it: the details, or an object of what is known.
    func json() -> [UInt8] {
        guard details.isEmpty else { return details }
        var json: [UInt8] = []
        json.reserveCapacity(96 + stage.count + message.count)
        if !stage.isEmpty { append(key: "stage", to: &json) { JSONText.appendQuoted(stage, to: &$0) } }
        if !message.isEmpty { append(key: "message", to: &json) { JSONText.appendQuoted(message, to: &$0) } }
        if fraction != TRUBUILD_PROGRESS_UNKNOWN {
            append(key: "overallPercentageCompletion", to: &json) { $0.append(contentsOf: fraction.description.utf8) }
        }
        if json.isEmpty { json.append(UInt8(ascii: "{")) }
        json.append(UInt8(ascii: "}"))
        return json
    }

    private func append(key: StaticString, to json: inout [UInt8], _ appendValue: (inout [UInt8]) -> Void) {
        json.append(json.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
        json.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { json.append(contentsOf: $0) }
        json.append(UInt8(ascii: "\""))
        json.append(UInt8(ascii: ":"))
        appendValue(&json)
    }
}

import FoundationEssentials
import ProcessorKit

/// Counts the words of the text files of a package.
public struct WordCount: Processor {
    public struct Config: Decodable, Sendable {
        /// Shorter words are not counted.
        var minimumLength: Int?
    }

    public static let description = ProcessorDescription(
        id: "com.example.word-count", version: "1.0.0", summary: "Counts words", jobTypes: ["word_count"])

    let config: Config

    public init(config: Config) {
        self.config = config
    }

    public func run(_ run: ProcessorRun) async throws {
        let folder = try run.requirePackageDirectory()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
        guard !files.isEmpty else {
            throw ProcessorError.permanent(code: "word_count.no_text", "\(folder) has no .txt file to count")
        }
        var words: [String: Int] = [:]
        for (index, file) in files.enumerated() {
            try run.checkCancellation()
            try run.progress(Double(index) / Double(files.count), stage: "counting", message: file)
            let text = try String(contentsOf: URL(filePath: folder).appending(path: file), encoding: .utf8)
            words[file] = text.split(whereSeparator: \.isWhitespace).count { $0.count >= config.minimumLength ?? 1 }
        }
        try run.writeArtifact("result", words)
    }
}

@c(trubuild_processor_entry)
public func trubuildProcessorEntry(_ hostABI: UInt32) -> UnsafePointer<trubuild_processor_entry_v1>? {
    ProcessorEntry<WordCount>.table(hostABI: hostABI)
}

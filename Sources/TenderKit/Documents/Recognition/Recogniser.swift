import Foundation
import Subprocess
import SystemPackage

/// Text in pictures, through tesseract: in English and Arabic, as far as they are installed.
struct Recogniser: Sendable {
    let tool: ExternalTool
    private let installed: InstalledLanguages

    init(tool: ExternalTool) {
        self.tool = tool
        installed = InstalledLanguages(tool: tool)
    }

    static let standard = Recogniser(tool: ExternalTool(name: "tesseract", installation: installation))
    static let installation = "apt-get install tesseract-ocr tesseract-ocr-ara"

    /// Reads a picture file of any format that tesseract's library knows; a TIFF may hold several pages.
    /// - Parameters:
    ///   - picture: open at its start.
    ///   - resolution: in dpi; nil when it is not known.
    func read(
        _ picture: FileDescriptor, resolution: Int?, limits: DocumentLimits
    ) async throws(ReadFailure) -> [RecognisedPage] {
        let languages = try await installed.chosen(limits: limits)
        var arguments = ["stdin", "stdout", "-l", languages, "-c", "tessedit_create_hocr=1"]
        if let resolution { arguments += ["--dpi", String(resolution)] }
        var environment: [ExternalTool.Variable: String] = ["OMP_THREAD_LIMIT": "1"]
        environment["TESSDATA_PREFIX"] = ProcessInfo.processInfo.environment["TESSDATA_PREFIX"]
        let outcome = try await tool.run(
            arguments.map { Array($0.utf8) }, input: picture, environment: environment,
            into: HOCRParser(wordLimit: limits.pageWords), limits: limits, time: limits.pageTime)
        guard outcome.exitCode == 0 else {
            let said = outcome.complaints.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
            throw ReadFailure(.damaged, "tesseract could not read the picture\(said)")
        }
        return outcome.parser.pages
    }
}

/// The languages that tesseract has; it is asked once.
private actor InstalledLanguages {
    private let tool: ExternalTool
    private var answer: Result<String, ReadFailure>?

    init(tool: ExternalTool) {
        self.tool = tool
    }

    /// As tesseract wants them: `eng+ara`.
    func chosen(limits: DocumentLimits) async throws(ReadFailure) -> String {
        if let answer { return try answer.get() }
        do {
            let found = try await ask(limits: limits)
            answer = .success(found)
            return found
        } catch {
            guard error.code == .toolMissing else { throw error }
            answer = .failure(error)
            throw error
        }
    }

    private func ask(limits: DocumentLimits) async throws(ReadFailure) -> String {
        let outcome = try await tool.run([Array("--list-langs".utf8)], into: TextOutput(), limits: limits)
        let lines = outcome.parser.text.split(whereSeparator: \.isNewline).map { String($0.trimmed()) }
        let languages = ["eng", "ara"].filter { lines.contains($0) }
        guard !languages.isEmpty else {
            throw ReadFailure(.toolMissing, "tesseract has neither English nor Arabic: \(tool.installation)")
        }
        return languages.joined(separator: "+")
    }
}

/// The first 64 KiB of a tool's output.
struct TextOutput: OutputParser {
    private var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func consume(_ new: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: new.prefix(max(0, (64 << 10) - bytes.count)))
    }
}

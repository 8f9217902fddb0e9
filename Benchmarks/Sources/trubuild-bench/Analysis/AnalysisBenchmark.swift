import Foundation

/// The job `tech_rfp_analysis` over one package, through `trubuild-host exec`, as a user runs it.
struct AnalysisBenchmark {
    struct Aim {
        var seconds: Double?
        var mebibytes: Double
    }

    var name: String
    var package: URL
    /// The payload's `evaluation_criteria`.
    var criteria: [String: Any]
    var aim: Aim

    func run(in workspace: Workspace) throws {
        let files = try files()
        let contractors = Set(files.compactMap(Self.contractor)).count
        let count = criteria.values.reduce(0) { $0 + (($1 as? [String: Any])?.count ?? 0) }
        let mebibytes = files.reduce(0) { $0 + $1.bytes } / 1_048_576
        print(
            "\nAnalysis of \(name): \(contractors) contractors × \(count) criteria, \(files.count) files, "
                + "\(mebibytes.rounded(.up).formatted()) MiB")

        try workspace.emptyCache()
        let cold = try analyse(workspace)
        show("cold document cache", cold.measure)
        let warm = try analyse(workspace)
        show("warm document cache", warm.measure)
        let reference = try reference(files.map(\.url), workspace)
        show("pdftotext over its \(reference.files) PDFs", reference.measure)
        if reference.measure.seconds > 0 {
            let ratios = [cold, warm].map { Self.text($0.measure.seconds / reference.measure.seconds) }
            print("  ratio to pdftotext: cold \(ratios[0]), warm \(ratios[1])")
        }
        print(
            "  artifacts: \(Self.text(Double(cold.bytes) / 1_048_576)) MiB, \(cold.digest == warm.digest ? "the same bytes in both runs" : "NOT the same in both runs")"
        )
        verdict(cold.measure)
    }

    private func verdict(_ measure: Command.Measure) {
        var lines: [String] = []
        if let seconds = aim.seconds {
            lines.append("\(Self.text(seconds)) s \(measure.seconds < seconds ? "met" : "MISSED")")
        }
        lines.append("\(Self.text(aim.mebibytes)) MiB \(measure.peakMebibytes < aim.mebibytes ? "met" : "MISSED")")
        print("  aims of the cold run: below \(lines.joined(separator: ", below "))")
    }

    private func analyse(_ workspace: Workspace) throws -> (measure: Command.Measure, bytes: Int, digest: [Data]) {
        let out = workspace.folder.appending(path: "out")
        let payload = try JSONSerialization.data(
            withJSONObject: ["evaluation_criteria": criteria], options: [.sortedKeys])
        let measure = try Command(
            program: workspace.host,
            arguments: [
                "exec", "tech_rfp_analysis", "--package", package.path, "--manifest", workspace.manifest, "--out",
                out.path, "--payload", String(decoding: payload, as: UTF8.self),
            ]
        ).run(output: workspace.folder.appending(path: "exec.log"))
        let artifacts = try ["result", "report"].map { try Data(contentsOf: out.appending(path: "\($0).json")) }
        return (measure, artifacts.reduce(0) { $0 + $1.count }, artifacts)
    }

    /// The bare text of each PDF, one after another: what no analysis of them can do without.
    private func reference(_ files: [URL], _ workspace: Workspace) throws -> (measure: Command.Measure, files: Int) {
        var total = Command.Measure(seconds: 0, processorSeconds: 0, peakMebibytes: 0)
        let documents = files.filter { $0.pathExtension.lowercased() == "pdf" }
        for file in documents {
            let measure = try Command(program: "pdftotext", arguments: ["-q", file.path, "/dev/null"])
                .run(output: workspace.folder.appending(path: "pdftotext.log"))
            total.seconds += measure.seconds
            total.processorSeconds += measure.processorSeconds
            total.peakMebibytes = max(total.peakMebibytes, measure.peakMebibytes)
        }
        return (total, documents.count)
    }

    private func files() throws -> [(url: URL, bytes: Double)] {
        let folder = package.appending(path: "tech_rfp")
        guard let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey]) else {
            throw Failure("cannot list \(folder.path)")
        }
        var files: [(url: URL, bytes: Double)] = []
        for case let url as URL in all {
            let values = try url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
            if values.isRegularFile == true { files.append((url, Double(values.fileSize ?? 0))) }
        }
        return files.sorted { $0.url.path < $1.url.path }
    }

    private static func contractor(_ file: (url: URL, bytes: Double)) -> String? {
        let parts = file.url.pathComponents
        guard let index = parts.lastIndex(of: "tender"), index + 2 < parts.count else { return nil }
        return parts[index + 1]
    }

    private func show(_ what: String, _ measure: Command.Measure) {
        let label = what.padding(toLength: 30, withPad: " ", startingAt: 0)
        print(
            "  \(label) \(Self.text(measure.seconds)) s   processor \(Self.text(measure.processorSeconds)) s   "
                + "largest process \(Self.text(measure.peakMebibytes)) MiB")
    }

    private static func text(_ number: Double) -> String {
        String(format: number < 10 ? "%.2f" : "%.0f", number)
    }
}

import Foundation

/// `trubuild-bench`: what the release build takes, in time and memory, beside a reference of the same machine and moment.
@main
enum TrubuildBench {
    static func main() {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            try Machine.useTwoCores()
            print("Release build on two cores: \(Machine.model)")
            if options.parts.contains(.analysis) { try analyse(options) }
            let parts = options.parts.filter(\.usesQueue)
            guard !parts.isEmpty else { return }
            let bench = try QueueBenchmarks(options: options)
            // What was measured counts, also when a later part fails.
            let outcome = Result { try bench.run(parts) }
            print(bench.report.table)
            print(QueueAims(report: bench.report).text)
            if let file = options.json { try bench.report.json.write(to: URL(filePath: file)) }
            try outcome.get()
        } catch {
            fflush(nil)
            FileHandle.standardError.write(Data("trubuild-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func analyse(_ options: Options) throws {
        let workspace = try Workspace(root: options.root)
        if let package = try SharedPackage.find("us-gsa-ads1", root: options.root) {
            try AnalysisBenchmark(
                name: "us-gsa-ads1", package: package.folder, criteria: package.criteria,
                aim: .init(seconds: 10, mebibytes: 500)
            ).run(in: workspace)
        } else {
            print("\n../shared is not there: the real package us-gsa-ads1 is not measured.")
        }
        let generated = GeneratedPackage(
            contractors: options.contractors, criteria: options.criteria, mebibytes: options.mebibytes)
        let folder = try generated.write(to: workspace.folder)
        try AnalysisBenchmark(
            name: "generated", package: folder, criteria: generated.payload, aim: .init(mebibytes: 500)
        ).run(in: workspace)
    }
}

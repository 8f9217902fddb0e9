import Foundation

/// `trubuild-bench`: what the release build takes, in time and memory, beside a reference of the same machine and moment.
@main
enum TrubuildBench {
    static let usage = """
        usage: trubuild-bench [--root FOLDER] [--mib N] [--contractors N] [--criteria N]
          --root         the project, with .build/release in it (default: .)
          --mib          size of the generated package in MiB (default: 100)
          --contractors  of the generated package (default: 20)
          --criteria     of the generated package (default: 40)
        """

    static func main() {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            print("Release build on two cores.")
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
        } catch {
            FileHandle.standardError.write(Data("trubuild-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}

/// What the command line says.
struct Options {
    var root = URL(filePath: ".")
    var mebibytes = 100
    var contractors = 20
    var criteria = 40

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Failure(TrubuildBench.usage) }
            switch (name, Int(value)) {
            case ("--root", _): root = URL(filePath: value)
            case ("--mib", let number?) where number > 0: mebibytes = number
            case ("--contractors", let number?) where number > 0: contractors = number
            case ("--criteria", let number?) where number > 0: criteria = number
            default: throw Failure(TrubuildBench.usage)
            }
        }
    }
}

struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

import Foundation

/// What the command line says.
struct Options {
    var root = URL(filePath: ".")
    var parts: [Part] = []
    var json: String?
    /// Where the server's folder is made. Not /tmp, which may be memory.
    var folder = "/var/tmp"

    var jobs = 100_000
    var placements = Placement.allCases
    var hosts = [1, 2]
    var samples = 400
    var minutes = 10
    /// Of a soak; nil for half the drain.
    var rate: Int?
    var history = 1_000_000

    var mebibytes = 100
    var contractors = 20
    var criteria = 40

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        while let word = rest.popFirst() {
            if word == "--help" || word == "-h" {
                print(Self.usage)
                exit(0)
            }
            if let part = Part(rawValue: word) {
                parts.append(part)
                continue
            }
            guard word.hasPrefix("--"), let value = rest.popFirst() else { throw Failure(Self.usage) }
            switch word {
            case "--root": root = URL(filePath: value)
            case "--json": json = value
            case "--samples": samples = try Self.number(value)
            case "--history": history = try Self.number(value)
            case "--folder": folder = value
            case "--minutes": minutes = try Self.number(value)
            case "--rate": rate = try Self.number(value)
            case "--jobs": jobs = try Self.number(value)
            case "--hosts": hosts = try value.split(separator: ",").map { try Self.number(String($0)) }
            case "--placement":
                guard let placement = Placement(rawValue: value) else { throw Failure(Self.usage) }
                placements = [placement]
            case "--mib": mebibytes = try Self.number(value)
            case "--contractors": contractors = try Self.number(value)
            case "--criteria": criteria = try Self.number(value)
            default: throw Failure(Self.usage)
            }
        }
        if parts.isEmpty { parts = Part.usual }
        if ProcessInfo.processInfo.environment["PEERS"] == "1", !parts.contains(.peers) { parts.append(.peers) }
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text), number > 0 else { throw Failure("\(text) is not a number above 0\n\n\(usage)") }
        return number
    }

    static let usage = """
        usage: trubuild-bench [PART …] [OPTION …]

        What the release build (make build) takes, in time, memory and writes, beside a reference of the same machine and
        run. Two cores; a private PostgreSQL with the settings it comes with, on a disk, gone at the end.

        parts (default: all but those marked *)
        \(Part.allCases.map { "  \($0.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)) \($0.summary)" }
            .joined(separator: "\n"))

        options
          --root FOLDER     the project, with .build/release in it (default: .)
          --json FILE       write all figures there, too
          --folder FOLDER   where the server is made (default: /var/tmp; /dev/shm leaves the disk out)
          --jobs N          jobs of a drain (default: 100000)
          --placement P     process or in-process alone (default: both)
          --hosts N,N       how many hosts at once (default: 1,2)
          --samples N       INSERTs of a latency (default: 400)
          --history N       jobs that are in the tables already, for growth (default: 1000000)
          --minutes N       of a soak (default: 10)
          --rate N          jobs a second of a soak (default: half of what one host drains)
          --mib N           size of the generated package of the analysis (default: 100)
          --contractors N   of that package (default: 20)
          --criteria N      of that package (default: 40)

        examples
          trubuild-bench limit drain
          trubuild-bench drain --jobs 20000 --placement process --hosts 1
          trubuild-bench latency --samples 100
          PYTHON=python3.12 trubuild-bench limit drain peers
          trubuild-bench limit drain --json figures.json
        """
}

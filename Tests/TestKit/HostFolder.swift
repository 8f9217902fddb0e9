import Foundation

/// A folder as an operator has it: a manifest, processors in `Plugins/`, packages. Removed with the last reference.
public final class HostFolder: Sendable {
    /// One entry of the manifest, for a test processor of `Tests/Processors`.
    public struct Entry: Sendable {
        public var source: String
        public var type: String
        public var placement = "process"
        public var concurrency = 4
        public var timeout = "30s"
        public var maxAttempts = 1
        /// Further keys of the manifest.
        public var limits: [String: any Sendable]

        public init(
            source: String, type: String, placement: String = "process", concurrency: Int = 4, timeout: String = "30s",
            maxAttempts: Int = 1, limits: [String: any Sendable] = [:]
        ) {
            self.source = source
            self.type = type
            self.placement = placement
            self.concurrency = concurrency
            self.timeout = timeout
            self.maxAttempts = maxAttempts
            self.limits = limits
        }
    }

    private let directory: TemporaryDirectory

    public init(_ entries: [Entry]) async throws {
        directory = try TemporaryDirectory(prefix: "trubuild-e2e")
        try FileManager.default.createDirectory(atPath: directory.path("Plugins"), withIntermediateDirectories: false)
        for entry in entries {
            let library = try await Self.compile(entry)
            try FileManager.default.copyItem(atPath: library, toPath: directory.path("Plugins/\(Self.name(entry))"))
        }
        let manifest: [String: Any] = [
            "version": 1,
            "processors": entries.map { entry -> [String: Any] in
                let isAlone = entries.count { ($0.source, $0.placement) == (entry.source, entry.placement) } == 1
                return [
                    "name": isAlone ? "\(entry.source)-\(entry.placement)" : entry.type, "job_types": [entry.type],
                    "library": Self.name(entry), "placement": entry.placement, "concurrency": entry.concurrency,
                    "timeout": entry.timeout, "max_attempts": entry.maxAttempts,
                ].merging(entry.limits) { $1 }
            },
        ]
        let data = try JSONSerialization.data(withJSONObject: manifest, options: .prettyPrinted)
        try data.write(to: URL(filePath: directory.path("processors.json")))
    }

    public var path: String { directory.path }

    /// Starts a host that serves a database from this folder.
    public func serve(_ url: String, environment: [String: String] = [:]) throws -> HostProcess {
        try HostProcess(
            ["--manifest", directory.path("processors.json")],
            environment: ["DB_TYPE": "postgres", "DATABASE_URL": url].merging(environment) { $1 }, folder: "/")
    }

    private static func name(_ entry: Entry) -> String { "lib\(entry.source)_\(entry.type).so" }

    /// The library of a test processor, made to serve the entry's job type.
    private static func compile(_ entry: Entry) async throws -> String {
        let own = "test_\(entry.source)"
        guard entry.type != own else { return try await ProcessorCompiler.library("\(entry.source).c") }
        let file = BuiltProducts.processorSources.appending(path: "\(entry.source).c")
        let source = try String(contentsOf: file, encoding: .utf8)
            .replacing("\"\(own)\"", with: "\"\(entry.type)\"")
        return try await ProcessorCompiler.library(named: "\(entry.source)_\(entry.type)", source: source)
    }
}

import Foundation

/// The PostgreSQL programs of this machine, and the user to run the server as.
struct PostgresInstallation: Sendable {
    let binaries: String
    /// What to put before a command so that it runs without root's rights, which the server refuses; empty for other
    /// users.
    let unprivileged: [String]
    /// Whom the server's files belong to; nil if it is the user who runs the tests.
    let owner: (user: uid_t, group: gid_t)?

    static func find() async throws -> PostgresInstallation {
        guard let binaries = try await findBinaries() else {
            throw TestKitError(
                "The tests need a PostgreSQL server to start, and found no initdb in PATH, /usr/lib/postgresql/*/bin or "
                    + "`pg_config --bindir`. Install one (on Debian: apt-get install postgresql), or set "
                    + "TRUBUILD_TEST_DATABASE_URL to a server whose role may create databases and roles.")
        }
        guard geteuid() == 0 else { return PostgresInstallation(binaries: binaries, unprivileged: [], owner: nil) }
        let users = ["postgres", "nobody"]
        guard let user = users.first(where: { name in getpwnam(name) != nil }), let entry = getpwnam(user)?.pointee
        else {
            throw TestKitError("PostgreSQL refuses to run as root, and there is no user \"postgres\" or \"nobody\"")
        }
        let setpriv = executable("setpriv").map {
            [$0, "--reuid=\(entry.pw_uid)", "--regid=\(entry.pw_gid)", "--init-groups"]
        }
        guard let prefix = setpriv ?? executable("runuser").map({ [$0, "-u", user, "--"] }) else {
            throw TestKitError("PostgreSQL refuses to run as root, and there is neither setpriv nor runuser")
        }
        return PostgresInstallation(binaries: binaries, unprivileged: prefix, owner: (entry.pw_uid, entry.pw_gid))
    }

    /// The words that run one of the programs as the server's user.
    func command(_ program: String, _ arguments: [String]) -> [String] {
        unprivileged + ["\(binaries)/\(program)"] + arguments
    }

    /// Runs one of the programs as the server's user, and throws when it fails.
    func run(_ program: String, _ arguments: [String], in folder: String) async throws {
        let words = command(program, arguments)
        let output = try await runCommand(words[0], Array(words.dropFirst()), workingDirectory: folder)
        guard output.status == 0 else {
            throw TestKitError(
                "\(program) ended with \(output.status): \(output.standardOutput)\(output.standardError)")
        }
    }

    private static func findBinaries() async throws -> String? {
        if let initdb = executable("initdb"), executable("pg_ctl") != nil {
            return URL(fileURLWithPath: initdb).resolvingSymlinksInPath().deletingLastPathComponent().path
        }
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let newestFirst = versions.compactMap { name in Double(name).map { ($0, name) } }.sorted { $0.0 > $1.0 }
        var folders = newestFirst.map { "\(root)/\($0.1)/bin" }
        if let configuration = executable("pg_config") {
            let output = try await runCommand(configuration, ["--bindir"])
            folders.append(output.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return folders.first { access("\($0)/initdb", X_OK) == 0 }
    }
}

/// The path of a program in PATH.
func executable(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return "\(path):/usr/sbin".split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
}

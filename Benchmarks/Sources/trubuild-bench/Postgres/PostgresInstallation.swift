import Foundation

/// The PostgreSQL programs of this machine, and the user to run the server as, which must not be root.
struct PostgresInstallation {
    let binaries: String
    /// What to put before a command of the server's user.
    let prefix: [String]
    /// Whom the server's files belong to; nil for this process's user.
    let owner: (user: uid_t, group: gid_t)?

    init() throws {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = versions.sorted(by: >).map { "\(root)/\($0)/bin" } + path.split(separator: ":").map(String.init)
        guard let folder = folders.first(where: { access("\($0)/initdb", X_OK) == 0 }) else {
            throw Failure("found no initdb in \(root)/*/bin or PATH: install PostgreSQL (apt-get install postgresql)")
        }
        binaries = folder
        guard geteuid() == 0 else {
            (prefix, owner) = ([], nil)
            return
        }
        guard let user = (getpwnam("postgres") ?? getpwnam("nobody"))?.pointee else {
            throw Failure("PostgreSQL refuses to run as root, and there is no user \"postgres\" or \"nobody\"")
        }
        prefix = ["setpriv", "--reuid=\(user.pw_uid)", "--regid=\(user.pw_gid)", "--init-groups"]
        owner = (user.pw_uid, user.pw_gid)
    }

    func program(_ name: String) -> String { "\(binaries)/\(name)" }

    /// Makes a file or folder belong to the server's user.
    func give(_ path: String) throws {
        guard let owner else { return }
        guard chown(path, owner.user, owner.group) == 0 else {
            throw Failure("cannot give \(path) to the server's user: \(String(cString: strerror(errno)))")
        }
    }
}

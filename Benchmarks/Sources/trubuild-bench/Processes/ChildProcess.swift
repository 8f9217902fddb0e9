import Foundation

/// A program that runs beside this one. The kernel kills it when this process ends, however that happens.
final class ChildProcess {
    let pid: pid_t
    private let name: String
    private let log: String
    private var status: Int32?
    /// What it and those that it waited for have used; 0 while it runs.
    private(set) var usage = rusage()

    /// - Parameters:
    ///   - words: the program, looked up in PATH, and its arguments.
    ///   - environment: all of it; nil for that of this process.
    ///   - log: the file for standard output and error.
    ///   - input: a descriptor for standard input.
    ///   - outlives: whether it may go on after this process.
    init(
        _ words: [String], environment: [String: String]? = nil, folder: String = "/", log: String,
        input: Int32? = nil, outlives: Bool = false
    ) throws {
        name = words.prefix(3).joined(separator: " ")
        self.log = log
        let words = (outlives ? [] : ["setpriv", "--pdeathsig", "KILL"]) + ["env", "-C", folder] + words
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        var list: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = (environment ?? [:]).map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in list + variables { free(text) } }
        var process = pid_t()
        let code = variables.withUnsafeMutableBufferPointer {
            posix_spawnp(&process, words[0], &actions, nil, &list, environment == nil ? environ : $0.baseAddress)
        }
        guard code == 0 else { throw Failure("cannot start \(name): \(String(cString: strerror(code)))") }
        pid = process
    }

    var output: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    var isRunning: Bool {
        if status == nil, let ended = reap(WNOHANG) { status = ended }
        return status == nil
    }

    /// - Throws: ``Failure`` with the last words when it fails.
    @discardableResult
    func wait() throws -> String {
        if status == nil { status = reap(0) }
        guard status == 0 else { throw Failure("\(name) … failed:\n\(output.suffix(3_000))") }
        return output
    }

    func send(_ signal: Int32) {
        if isRunning { kill(pid, signal) }
    }

    private func reap(_ options: Int32) -> Int32? {
        var status: Int32 = 0
        while true {
            let process = wait4(pid, &status, options, &usage)
            if process == pid { return status }
            if process == 0 { return nil }
            if errno != EINTR { return -1 }
        }
    }
}

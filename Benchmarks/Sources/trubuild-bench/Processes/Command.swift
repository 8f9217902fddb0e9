import Foundation

/// A program, run to its end and measured from outside.
struct Command {
    struct Measure {
        var seconds: Double
        /// Processor time of the program and of all that it waited for.
        var processorSeconds: Double
        /// The largest process: the program or one that it waited for.
        var peakMebibytes: Double
    }

    var program: String
    var arguments: [String]

    /// - Parameter output: where standard output and error go.
    /// - Throws: ``Failure`` when the program cannot be started or fails, with its last words.
    func run(output: URL) throws -> Measure {
        let file = open(output.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure("cannot write \(output.path)") }
        defer { close(file) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, file, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, file, STDERR_FILENO)
        let words = [program] + arguments
        var list: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in list { free(argument) } }

        let start = ContinuousClock.now
        var process = pid_t()
        let code = posix_spawnp(&process, words[0], &actions, nil, &list, environ)
        guard code == 0 else { throw Failure("cannot start \(program): \(String(cString: strerror(code)))") }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw Failure("cannot wait for \(program)") }
        }
        let elapsed = ContinuousClock.now - start
        guard status == 0 else {
            let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            throw Failure("\(program) \(arguments.first ?? "") failed:\n\(text.suffix(2_000))")
        }
        return Measure(
            seconds: elapsed / .seconds(1),
            processorSeconds: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
            peakMebibytes: Double(usage.ru_maxrss) / 1_024)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}

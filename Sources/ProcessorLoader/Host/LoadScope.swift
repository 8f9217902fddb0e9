import CTrubuildProcessor
import Glibc
import RunnerProtocol

/// What a null run means while `create`, `warm_up` or `destroy` run: the instance on this thread's stack.
final class LoadScope {
    /// From `set_error(null, …)`.
    private(set) var error: (code: String, message: String)?
    private let emit: @Sendable (RunnerFrame) -> Void

    private init(emit: @escaping @Sendable (RunnerFrame) -> Void) {
        self.emit = emit
    }

    /// Calls `body` with a scope of its own for this thread.
    static func with<Result>(
        emit: @escaping @Sendable (RunnerFrame) -> Void, _ body: () -> Result
    ) -> (Result, error: (code: String, message: String)?) {
        let scope = LoadScope(emit: emit)
        let outer = pthread_getspecific(key)
        pthread_setspecific(key, Unmanaged.passUnretained(scope).toOpaque())
        defer { pthread_setspecific(key, outer) }
        let result = withExtendedLifetime(scope, body)
        return (result, scope.error)
    }

    /// The scope of the calling thread.
    static var current: LoadScope? {
        // Set only while `with` above keeps the scope alive on this very thread.
        pthread_getspecific(key).map { Unmanaged<LoadScope>.fromOpaque($0).takeUnretainedValue() }
    }

    func log(_ level: UInt32, _ message: trubuild_plugin_slice) -> CallStatus {
        guard let text = HostText.string(of: message, limit: Int(RunLimits().logBytes)) else { return .invalid }
        emit(.log(serial: 0, level: LogLevel(abi: level), message: text))
        return .ok
    }

    func setError(_ code: trubuild_plugin_slice, _ message: trubuild_plugin_slice) -> CallStatus {
        guard let code = HostText.string(of: code, limit: RunRecord.codeBytes),
            let message = HostText.string(of: message, limit: RunRecord.messageBytes)
        else { return .invalid }
        error = (code, message)
        return .ok
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key, nil)
        // A process has 1024 keys, and this is taken at its first load.
        precondition(status == 0, "pthread_key_create failed with \(status)")
        return key
    }()
}

extension LogLevel {
    /// Levels that a later ABI may add count as errors: better seen than lost.
    init(abi level: UInt32) {
        self = LogLevel(rawValue: level) ?? .error
    }
}

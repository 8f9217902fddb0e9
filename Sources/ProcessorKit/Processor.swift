/// A kind of job, written in Swift.
///
/// An instance serves one run at a time. Export it from a dynamic library with ``ProcessorEntry``:
///
/// ```swift
/// @c(trubuild_processor_entry)
/// public func trubuildProcessorEntry(_ hostABI: UInt32) -> UnsafePointer<trubuild_processor_entry_v1>? {
///     ProcessorEntry<MyProcessor>.table(hostABI: hostABI)
/// }
/// ```
public protocol Processor: Sendable {
    /// The manifest's `config` for this processor. `EmptyConfig` when there is none.
    associatedtype Config: Decodable & Sendable = EmptyConfig

    /// What the processor is. Pure.
    static var description: ProcessorDescription { get }

    /// Makes an instance. Quick: what takes long belongs in ``warmUp()``.
    /// - Throws: anything; the host then refuses to serve with the error's text.
    init(config: Config) throws

    /// Does once, before the first run, what takes long: loads a model, fills a cache. Does nothing unless written.
    /// - Throws: anything; the host then refuses to serve with the error's text.
    func warmUp() async throws

    /// Does one run.
    ///
    /// The run's task is cancelled when the host cancels the run. Child tasks must have ended at the return.
    /// - Throws: ``ProcessorError`` for what the host should know; `CancellationError` when the run was cancelled. Any
    ///   other error is taken as a reason to retry.
    func run(_ run: ProcessorRun) async throws
}

extension Processor {
    public func warmUp() async throws {}
}

/// A config without settings; accepts any object.
public struct EmptyConfig: Decodable, Sendable {
    public init() {}
}

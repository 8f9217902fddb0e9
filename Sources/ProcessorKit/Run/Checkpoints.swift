/// A small state that outlives the run, so that a later attempt does not repeat finished work.
public struct Checkpoints: Sendable {
    let calls: HostCalls

    /// Replaces the job's checkpoint. Cheap; durable a moment later, not at the return.
    /// - Parameter bytes: at most 1 MiB.
    /// - Throws: ``HostCallError``: `.tooLarge`.
    public func save(bytes: [UInt8]) throws(HostCallError) {
        try calls.saveCheckpoint(bytes)
    }

    /// Replaces the job's checkpoint by a value, as JSON of at most 1 MiB.
    /// - Throws: ``HostCallError``: `.tooLarge`; or `EncodingError`.
    public func save(_ value: some Encodable) throws {
        try save(bytes: try JSONCoding.encode(value))
    }

    /// What an earlier attempt saved last; nil when there is none. What this run saves does not change it.
    public func load() -> [UInt8]? {
        let bytes = calls.loadCheckpoint()
        return bytes.isEmpty ? nil : bytes
    }

    /// What an earlier attempt saved last, as a value; nil when there is none.
    /// - Throws: `DecodingError` when another version of the processor wrote something else.
    public func load<Value: Decodable>(as type: Value.Type) throws -> Value? {
        try load().map { try JSONCoding.decode(type, from: $0) }
    }
}

extension ProcessorRun {
    /// nil when the host keeps no checkpoints.
    public var checkpoints: Checkpoints? {
        calls.hasCheckpoints ? Checkpoints(calls: calls) : nil
    }
}

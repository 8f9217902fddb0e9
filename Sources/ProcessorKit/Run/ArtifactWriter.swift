/// Appends to one open artifact. One task at a time; see ``ProcessorRun/withArtifact(_:_:)``.
public struct ArtifactWriter: Sendable {
    private let calls: HostCalls
    private let handle: UInt64

    init(type: String, calls: HostCalls) throws(HostCallError) {
        self.calls = calls
        handle = try calls.openArtifact(type: type, contentType: "application/json")
    }

    /// nil when the host does not take the content type.
    init?(type: String, contentType: String, calls: HostCalls) throws(HostCallError) {
        guard let handle = try calls.openArtifactIfTaken(type: type, contentType: contentType) else { return nil }
        self.calls = calls
        self.handle = handle
    }

    /// Appends bytes; a cut may fall anywhere, also inside a character.
    /// - Throws: ``HostCallError``; after it the artifact cannot be committed any more.
    public func write(_ bytes: [UInt8]) throws(HostCallError) {
        try bytes.withUnsafeBufferPointer { bytes throws(HostCallError) in try calls.write(bytes, to: handle) }
    }

    /// Appends text.
    /// - Throws: ``HostCallError``; after it the artifact cannot be committed any more.
    public func write(_ text: String) throws(HostCallError) {
        try write([UInt8](text.utf8))
    }

    func commit() throws(HostCallError) {
        try calls.commit(handle)
    }

    func abort() {
        calls.abort(handle)
    }
}

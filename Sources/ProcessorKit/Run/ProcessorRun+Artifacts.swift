extension ProcessorRun {
    /// Writes a result that the App can fetch once the run has succeeded.
    /// - Parameters:
    ///   - type: its name in the database, used once in a run: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
    ///   - value: becomes JSON with sorted keys.
    /// - Throws: ``HostCallError``, or `EncodingError` for a value that JSON cannot hold.
    public func writeArtifact(_ type: String, _ value: some Encodable) throws {
        try writeArtifact(type, json: try JSONCoding.encode(value))
    }

    /// Writes a result that is JSON already.
    /// - Parameters:
    ///   - type: its name in the database, used once in a run: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
    ///   - json: one JSON text in UTF-8.
    /// - Throws: ``HostCallError``: `.invalid` when the bytes are no JSON.
    public func writeArtifact(_ type: String, json: [UInt8]) throws {
        try write(json, to: try ArtifactWriter(type: type, calls: calls))
    }

    private func write(_ bytes: [UInt8], to artifact: ArtifactWriter) throws {
        do {
            try artifact.write(bytes)
            try artifact.commit()
        } catch {
            artifact.abort()
            throw error
        }
    }

    /// Writes a result of any content type, where the host takes it: a page beside the JSON that the App reads.
    ///
    /// ```swift
    /// try run.writeArtifact("report.html", contentType: "text/html", bytes: page)
    /// ```
    /// - Parameters:
    ///   - type: its name, used once in a run: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
    ///   - contentType: in lower case and without parameters: `text/html`.
    ///   - bytes: UTF-8 for a type `text/…`.
    /// - Returns: false when this host does not take the content type; nothing was written then, and the run is none the
    ///   worse for it. A host that serves a database takes `application/json` alone, `exec` also `text/html`.
    /// - Throws: ``HostCallError``: `.invalid` when the bytes of a text are not UTF-8.
    @discardableResult
    public func writeArtifact(_ type: String, contentType: String, bytes: [UInt8]) throws -> Bool {
        guard let artifact = try ArtifactWriter(type: type, contentType: contentType, calls: calls) else {
            return false
        }
        try write(bytes, to: artifact)
        return true
    }

    /// Writes a result piece by piece, for one that is too large to be held in memory.
    ///
    /// The artifact is committed when `body` returns and forgotten when it throws.
    ///
    /// ```swift
    /// try await run.withArtifact("result") { result in
    ///     try result.write("[")
    ///     …
    ///     try result.write("]")
    /// }
    /// ```
    /// - Parameters:
    ///   - type: its name in the database, used once in a run: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
    ///   - body: gets the writer, which must not be used after `body` has ended.
    /// - Throws: what `body` throws, or ``HostCallError``.
    public nonisolated(nonsending) func withArtifact<R>(
        _ type: String, _ body: nonisolated(nonsending) (ArtifactWriter) async throws -> R
    ) async throws -> R {
        let artifact = try ArtifactWriter(type: type, calls: calls)
        do {
            let result = try await body(artifact)
            try artifact.commit()
            return result
        } catch {
            artifact.abort()
            throw error
        }
    }
}

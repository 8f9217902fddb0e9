import SystemPackage

extension DocumentLibrary {
    /// What is known of a file before its reader sees it.
    private struct Inspection {
        var identity: FileIdentity
        var isArchive = false
        /// nil when the file is not cached.
        var key: CacheKey?
    }

    func read(_ item: ReadingPlan.Item, _ folders: UnpackedFolders) async throws -> ReadingPlan.Outcome {
        do {
            let inspection = try inspect(item)
            if inspection.isArchive { return try unpack(item, folders) }
            if let key = inspection.key, let document = cache?.document(for: key, as: item.name) {
                return .read(FileReading(file: item.name, outcome: .success(document)))
            }
            let outcome = await document(item)
            // Bytes of two versions in one document would be worse than none.
            guard FileIdentity(of: item.path) == inspection.identity else {
                throw ReadFailure(
                    .damaged, "changed or removed while it was read: try again when all files are uploaded")
            }
            let document = try outcome.get()
            if let key = inspection.key { cache?.store(document, for: key) }
            return .read(FileReading(file: item.name, outcome: .success(document)))
        } catch let failure as ReadFailure {
            return try reading(
                of: item, DocumentError(failure.code, file: item.name, tried: [], reason: failure.reason))
        } catch let error as DocumentError {
            return try reading(of: item, error)
        }
    }

    private func reading(of item: ReadingPlan.Item, _ error: DocumentError) throws -> ReadingPlan.Outcome {
        if error.code == .cancelled { throw CancellationError() }
        return .read(FileReading(file: item.name, outcome: .failure(error)))
    }

    private func document(_ item: ReadingPlan.Item) async -> Result<Document, DocumentError> {
        do throws(DocumentError) {
            return .success(try await reader.read(item.path, as: item.name))
        } catch {
            return .failure(error)
        }
    }

    private func inspect(_ item: ReadingPlan.Item) throws(ReadFailure) -> Inspection {
        let file = try OpenFile(item.path)
        var inspection = Inspection(identity: file.identity)
        guard file.identity.bytes > 0 else { return inspection }
        let head = try file.head()
        // What was unpacked is no archive, or lies too deep: the unpacker has looked.
        if !item.isInArchive, ArchiveFormat.isArchive(item.path, head: head, name: item.name) {
            inspection.isArchive = true
        } else if let cache, file.identity.bytes <= reader.limits.fileBytes,
            DocumentCache.pays(DocumentFormat.detect(head: head, name: item.name), bytes: file.identity.bytes)
        {
            inspection.key = cache.key(try file.sha256())
        }
        return inspection
    }

    private func unpack(_ item: ReadingPlan.Item, _ folders: UnpackedFolders) throws -> ReadingPlan.Outcome {
        let folder = try folders.make()
        var unpacker = ArchiveUnpacker(into: folder, limits: archiveLimits, fileBytes: reader.limits.fileBytes)
        return .unpacked(try unpacker.unpack(item.path, name: item.name, bytes: item.bytes), folder)
    }
}

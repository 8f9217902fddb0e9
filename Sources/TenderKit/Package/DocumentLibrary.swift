/// One file of a package, read.
public struct FileReading: Sendable, Equatable {
    /// Its path within the package, printable.
    public var file: String
    public var outcome: Result<Document, DocumentError>

    public init(file: String, outcome: Result<Document, DocumentError>) {
        self.file = file
        self.outcome = outcome
    }

    public var document: Document? { try? outcome.get() }
}

/// Reads files of a package as documents.
public struct DocumentLibrary: Sendable {
    private let reader: DocumentReader

    public init(config: TenderConfig = TenderConfig(), reader: DocumentReader = DocumentReader()) {
        self.reader = reader
    }

    /// Reads files; the order of the result is that of the files.
    /// - Parameter willRead: called before each file with its printable name and how many are done.
    /// - Throws: `CancellationError`, or what `willRead` throws. A file that cannot be read is part of the result.
    public func read(
        _ files: [PackageFolder.File], willRead: @Sendable (_ name: String, _ done: Int) throws -> Void = { _, _ in }
    ) async throws -> [FileReading] {
        var readings: [FileReading] = []
        for (index, file) in files.enumerated() {
            try Task.checkCancellation()
            let name = PrintableName.of(file.name)
            try willRead(name, index)
            do throws(DocumentError) {
                readings.append(FileReading(file: name, outcome: .success(try await reader.read(file.path, as: name))))
            } catch {
                if error.code == .cancelled { throw CancellationError() }
                readings.append(FileReading(file: name, outcome: .failure(error)))
            }
        }
        return readings
    }
}

/// One file of a package, or one file in an archive of the package, read.
public struct FileReading: Sendable, Equatable {
    /// Its path within the package, printable. That of a file in an archive goes on behind the archive's name:
    /// `tech_rfp/tender/X/offer.zip/folder/inner.pdf`.
    public var file: String
    public var outcome: Result<Document, DocumentError>

    public init(file: String, outcome: Result<Document, DocumentError>) {
        self.file = file
        self.outcome = outcome
    }

    public var document: Document? { try? outcome.get() }
}

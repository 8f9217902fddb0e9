/// The artifact `result` of an analysis: contract 1.1.
public struct AnalysisArtifact: Codable, Sendable, Equatable {
    public var result: Result

    public struct Result: Codable, Sendable, Equatable {
        /// In the order of the folders' names.
        public var tenderReport: [ContractorReport]
        public var documentProcessingErrors: [DocumentProcessingError]

        public init(tenderReport: [ContractorReport], documentProcessingErrors: [DocumentProcessingError]) {
            self.tenderReport = tenderReport
            self.documentProcessingErrors = documentProcessingErrors
        }
    }

    public init(result: Result) {
        self.result = result
    }
}

/// What could not be read of a file.
public struct DocumentProcessingError: Codable, Sendable, Equatable {
    public var file: String
    public var contractorName: String
    public var errors: [String]
    public var failedPages: [Int]

    public init(file: String, contractorName: String, errors: [String], failedPages: [Int]) {
        self.file = file
        self.contractorName = contractorName
        self.errors = errors
        self.failedPages = failedPages
    }
}

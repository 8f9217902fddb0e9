/// Whose files and results a job is about: the boundary that no job sees beyond.
public struct JobScope: Sendable, Hashable {
    /// nil for jobs without a company: they share a scope with one another, and with nobody else.
    public let company: String?
    public let package: String

    public init(company: String?, package: String) {
        self.company = company
        self.package = package
    }

    /// The company is that of the row, else that of the payload; an empty one is none.
    /// - Returns: nil for a job that names no package, or names either by something that is no text.
    public init?(of job: Job) {
        guard let fields = try? PayloadFields.read(job.payload), case .text(let package) = fields.packageID,
            !package.isEmpty
        else { return nil }
        if let company = job.companyID, !company.isEmpty {
            self.init(company: company, package: package)
            return
        }
        switch fields.companyID {
        case .absent, .text(""): self.init(company: nil, package: package)
        case .text(let company): self.init(company: company, package: package)
        case .other: return nil
        }
    }
}

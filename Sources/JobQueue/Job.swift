public import Foundation
public import JSONText

/// The id of a row in `jobs`.
public struct JobID: Hashable, Sendable, CustomStringConvertible {
    public let uuid: UUID
    public init(_ uuid: UUID) { self.uuid = uuid }
    /// Lower case, as PostgreSQL prints it.
    public var description: String { uuid.text }
}

/// The id of a row in `job_runs`: one attempt at a job, and the token that guards every write of that attempt.
public struct RunID: Hashable, Sendable, CustomStringConvertible {
    public let uuid: UUID
    public init(_ uuid: UUID) { self.uuid = uuid }
    /// Lower case, as PostgreSQL prints it.
    public var description: String { uuid.text }
}

/// What the App asked for.
public struct Job: Sendable, Hashable {
    public let id: JobID
    /// As the App wrote it; may be the short name of a type.
    public let type: String
    public let payload: JSONText
    public let companyID: String?
    public let userID: String?
    /// The size of a payload that the store did not hand out, for it is larger than any processor may get.
    public let withheldBytes: Int?

    public init(
        id: JobID, type: String, payload: JSONText, companyID: String?, userID: String?, withheldBytes: Int? = nil
    ) {
        self.id = id
        self.type = type
        self.payload = payload
        self.companyID = companyID
        self.userID = userID
        self.withheldBytes = withheldBytes
    }
}

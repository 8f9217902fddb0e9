/// What the store has to say beyond a `PostgresError`: something about the database that an operator must put right.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong. Compare this; the rest is for people.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case notOpen, closed, schemaNotCreatable, tablesNotCreatable, tableUnsuitable, privilegesMissing
        }

        private let value: Value

        /// A method was called before ``PostgresJobStore/open()`` had succeeded.
        public static let notOpen = Code(value: .notOpen)
        /// A method was called after ``PostgresJobStore/close()``.
        public static let closed = Code(value: .closed)
        /// The host's role may not create or extend the schema `trubuild`.
        public static let schemaNotCreatable = Code(value: .schemaNotCreatable)
        /// `jobs`, `job_runs` or `job_artifacts` is absent, and the host's role may not create it.
        public static let tablesNotCreatable = Code(value: .tablesNotCreatable)
        /// One of the three tables lacks something that the queue cannot do without.
        public static let tableUnsuitable = Code(value: .tableUnsuitable)
        /// The host's role may not read or write something that the queue needs.
        public static let privilegesMissing = Code(value: .privilegesMissing)

        public var description: String { value.rawValue }
    }

    public let code: Code
    /// What was seen.
    public let message: String
    /// The SQL that puts it right, to be run by an owner of the objects; empty if SQL is not the remedy.
    public let remedy: [String]

    init(_ code: Code, _ message: String, remedy: [String] = []) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    public var description: String {
        remedy.isEmpty ? message : "\(message). Run as their owner: \(remedy.map { "\($0);" }.joined(separator: " "))"
    }
}

import CLibpq

/// What is sent for a list of statements, and what came back.
struct Pipeline {
    enum Step {
        case prepare(name: String, statement: Int)
        case execute(statement: Int, name: String?)
    }

    let statements: [PostgresStatement]
    let steps: [Step]
    /// How many statements come first that the caller knows nothing of.
    private let hidden: Int
    private(set) var results: [PostgresResult] = []
    private(set) var prepared: [(name: String, statement: PostgresStatement)] = []
    private(set) var refused: StatementFailure?

    /// Plans which statements are prepared first: those that the cache has room for and does not know yet.
    /// - Parameter preamble: statements in front of the caller's, whose results nobody wants.
    init(preamble: [PostgresStatement] = [], statements given: [PostgresStatement], cache: StatementCache) {
        statements = preamble + given
        hidden = preamble.count
        var steps: [Step] = []
        var planned = cache
        for (index, statement) in statements.enumerated() {
            if planned.name(of: statement) == nil, let name = planned.newName(for: statement) {
                steps.append(.prepare(name: name, statement: index))
                planned.insert(name, for: statement)
            }
            steps.append(.execute(statement: index, name: planned.name(of: statement)))
        }
        self.steps = steps
    }

    mutating func completed(_ step: Step, _ result: PostgresResult) {
        switch step {
        case .prepare(let name, let statement): prepared.append((name, statements[statement]))
        case .execute(let statement, _): if statement >= hidden { results.append(result) }
        }
    }

    mutating func refused(_ step: Step, _ error: PostgresError, isStalePlan: Bool) {
        guard refused == nil else { return }
        var error = error
        switch step {
        case .prepare(_, let statement), .execute(let statement, _):
            error.statementIndex = statements.count - hidden > 1 && statement >= hidden ? statement - hidden : nil
        }
        let cause: StatementFailure.Cause =
            switch error.sqlState {
            case _ where isStalePlan: .stalePlan
            case "26000", "42P05": .foreignSession
            default: .other
            }
        refused = StatementFailure(error: error, failure: cause)
    }
}

extension PostgresSession {
    /// Carries out a pipeline: sends all of it, then reads the answers to the synchronisation point at its end.
    func exchange(_ pipeline: inout Pipeline) throws(PostgresError) {
        let connection = try live()
        guard PQenterPipelineMode(connection) == 1 else { throw lost(connection) }
        for step in pipeline.steps {
            let isSent =
                switch step {
                case .prepare(let name, let index): send(prepare: pipeline.statements[index], name, connection)
                case .execute(let index, let name): send(execute: pipeline.statements[index], name, connection)
                }
            guard isSent else { throw lost(connection) }
        }
        guard PQpipelineSync(connection) == 1 else { throw lost(connection) }

        for step in pipeline.steps {
            while let result = try nextResult() { try take(result, of: step, &pipeline, connection) }
        }
        guard let end = try nextResult() else {
            throw PostgresError(.protocolViolation, "a pipeline did not end with its synchronisation point")
        }
        // Owned here: the result at the synchronisation point carries no data.
        defer { PQclear(end) }
        guard PQresultStatus(end) == PGRES_PIPELINE_SYNC, PQexitPipelineMode(connection) == 1 else {
            throw PostgresError(.protocolViolation, "a pipeline did not end with its synchronisation point")
        }
    }

    /// Takes ownership of `result`.
    private func take(
        _ result: OpaquePointer, of step: Pipeline.Step, _ pipeline: inout Pipeline, _ connection: OpaquePointer
    ) throws(PostgresError) {
        // Clears the PGresult when it goes, or when the caller has let go of the rows.
        let answer = PostgresResult(owning: result)
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: pipeline.completed(step, answer)
        case PGRES_PIPELINE_ABORTED: break
        case PGRES_FATAL_ERROR:
            let error = PostgresError(result: result)
            if error.endsConnection(PQstatus(connection), result: result) { throw error.with(code: .connectionLost) }
            pipeline.refused(step, refusal(error), isStalePlan: PostgresError.isStalePlan(result))
        default: throw PostgresError(.protocolViolation, "a statement may not be COPY from or to the client")
        }
        extendLifetime(answer)
    }

    private func send(prepare statement: PostgresStatement, _ name: String, _ connection: OpaquePointer) -> Bool {
        PQsendPrepare(
            connection, name, statement.sql, Int32(statement.values.count), statement.values.map(\.oid)) == 1
    }

    private func send(execute statement: PostgresStatement, _ name: String?, _ connection: OpaquePointer) -> Bool {
        let parameters = ParameterBuffer(statement.values)
        return parameters.withPointers { values in
            let count = Int32(statement.values.count)
            guard let name else {
                return PQsendQueryParams(
                    connection, statement.sql, count, statement.values.map(\.oid), values, parameters.lengths,
                    parameters.formats, 0) == 1
            }
            return PQsendQueryPrepared(
                connection, name, count, values, parameters.lengths, parameters.formats, 0) == 1
        }
    }
}

/// A statement's values as libpq wants them: one pointer each, text ended by NUL.
struct ParameterBuffer {
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []

    init(_ values: [PostgresValue]) {
        bytes.reserveCapacity(values.reduce(0) { $0 + $1.size + 1 })
        for value in values {
            switch value.content {
            case .null: append(nil, format: 0)
            case .text(let text): append(text, format: 0)
            case .binary(let data): append(data, format: 1)
            }
        }
    }

    private mutating func append(_ value: [UInt8]?, format: Int32) {
        offsets.append(value == nil ? nil : bytes.count)
        lengths.append(Int32(value?.count ?? 0))
        formats.append(format)
        guard let value else { return }
        bytes.append(contentsOf: value)
        bytes.append(0)
    }

    /// Lends the pointers for the time of the call; libpq copies what they point to into its own buffer.
    func withPointers<Value>(_ body: ([UnsafePointer<CChar>?]) -> Value) -> Value {
        bytes.withUnsafeBytes { buffer in
            body(
                offsets.map { offset in
                    // Each offset lies inside `bytes`, at the start of a value that ends with NUL.
                    offset.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
                })
        }
    }
}

extension PostgresValue {
    fileprivate var size: Int {
        switch content {
        case .null: 0
        case .text(let bytes), .binary(let bytes): bytes.count
        }
    }
}

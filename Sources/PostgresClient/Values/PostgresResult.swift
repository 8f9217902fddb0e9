import CLibpq

/// What a statement answered: its rows, or the number of rows that it changed.
///
/// The rows stay in libpq's memory until the last copy of the result, or of a row or cell of it, is gone.
public struct PostgresResult: Sendable {
    private let storage: ResultStorage
    /// The names of the columns, in order.
    public let columns: [String]
    /// How many rows were returned.
    public let rowCount: Int
    /// How many rows INSERT, UPDATE, DELETE, MERGE or SELECT touched; 0 for other commands.
    public let affectedRows: Int

    /// Takes ownership of `result`.
    init(owning result: OpaquePointer) {
        storage = ResultStorage(owning: result)
        columns = (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
        rowCount = Int(PQntuples(result))
        affectedRows = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// The rows in the order that the server sent them.
    public var rows: [PostgresRow] { (0..<rowCount).map { PostgresRow(result: self, index: $0) } }

    /// The cell at a row and a column, both counted from 0 and inside the result.
    public subscript(row: Int, column: Int) -> PostgresCell {
        precondition((0..<rowCount).contains(row), "row \(row) of \(rowCount)")
        precondition(columns.indices.contains(column), "column \(column) of \(columns.count)")
        return PostgresCell(storage: storage, row: Int32(row), column: Int32(column))
    }

    /// The cell at a row and the first column of that name, which must exist.
    public subscript(row: Int, column: String) -> PostgresCell {
        guard let index = columns.firstIndex(of: column) else {
            preconditionFailure("no column \"\(column)\" among \(columns)")
        }
        return self[row, index]
    }
}

/// One row of a result.
public struct PostgresRow: Sendable {
    let result: PostgresResult
    let index: Int

    /// The cell of a column, counted from 0 and inside the row.
    public subscript(column: Int) -> PostgresCell { result[index, column] }
    /// The cell of the first column of that name, which must exist.
    public subscript(column: String) -> PostgresCell { result[index, column] }
}

/// Owns a `PGresult` and clears it exactly once.
///
/// Unchecked: libpq documents that a PGresult is read-only after it was handed out and may be read by any thread; nothing
/// here writes to it, and `deinit` runs when no reader is left.
final class ResultStorage: @unchecked Sendable {
    let result: OpaquePointer

    init(owning result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }
}

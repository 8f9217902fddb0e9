import CLibpq
import Foundation

/// A connection to the server that the environment names (PGHOST and so on). For one thread.
final class Connection {
    private let handle: OpaquePointer?
    /// How many statements it has sent, each a transaction of its own.
    private(set) var statements = 0

    init(database: String) throws {
        // As the host does: libraries for Kerberos are not made for connections from several threads.
        handle = PQconnectdb("dbname=\(database) gssencmode=disable")
        guard PQstatus(handle) == CONNECTION_OK else {
            throw Failure("cannot connect: \(String(cString: PQerrorMessage(handle)))")
        }
    }

    deinit { PQfinish(handle) }

    /// Carries out one statement and returns the rows as text; nil for NULL.
    @discardableResult
    func execute(_ sql: String) throws -> [[String?]] {
        statements += 1
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            throw Failure("\(String(cString: PQresultErrorMessage(result)))\(sql.prefix(500))")
        }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
    }

    /// Sleeps until there are notifications, `limit` seconds at most, and returns what they say.
    func waitForNotifications(limit: Int32) throws -> [String] {
        var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        while true {
            guard PQconsumeInput(handle) == 1 else {
                throw Failure("the connection is lost: \(String(cString: PQerrorMessage(handle)))")
            }
            var words: [String] = []
            while let notification = PQnotifies(handle) {
                words.append(String(cString: notification.pointee.extra))
                PQfreemem(notification)
            }
            guard words.isEmpty else { return words }
            guard poll(&socket, 1, limit * 1_000) > 0 else { throw Failure("no notification for \(limit) s") }
        }
    }

    /// The first row as numbers; 0 for NULL.
    func numbers(_ sql: String) throws -> [Double] {
        try execute(sql).first?.map { $0.flatMap(Double.init) ?? 0 } ?? []
    }

    func isTrue(_ sql: String) throws -> Bool {
        try execute(sql).first?.first == "t"
    }
}

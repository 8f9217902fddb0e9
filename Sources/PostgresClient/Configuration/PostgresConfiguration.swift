/// Where the server is, who asks, and how long each call may take.
public struct PostgresConfiguration: Sendable {
    static let defaultPort = "5432"

    var keywords: ConnectionKeywords

    /// How long one host may take to accept a connection, name resolution and authentication included. Several hosts are
    /// tried one after the other, each for this long.
    public var connectTimeout: Duration = .seconds(5)
    /// How long the server may work on one statement. A call fails a little later by itself when the server is silent.
    public var statementTimeout: Duration = .seconds(30)
    /// How long a statement may wait for a lock.
    public var lockTimeout: Duration = .seconds(10)
    /// How long a transaction may stand open with nothing to do before the server ends it.
    public var idleInTransactionTimeout: Duration = .seconds(60)
    /// How long the server has to answer a request to stop a statement before the connection is given up.
    public var cancelGrace: Duration = .seconds(2)
    /// How long the server keeps a connection over TCP whose client takes nothing more. Until then what it sends to a client
    /// that listens holds a snapshot, which keeps old row versions from being removed.
    public var deadClientTimeout: Duration = .seconds(30)
    /// How many statements a connection keeps prepared; 0 prepares none, as some poolers need.
    public var statementCacheSize = 256
    /// Further settings of the server for every session, names and values.
    public var settings: [(String, String)] = []
    /// Whether a pooler may lend each transaction another session of the server. Then nothing is prepared, every transaction
    /// sets the time limits and ``settings`` for itself, and there is no LISTEN.
    public var isTransactionPooled = false
    /// The name that `pg_stat_activity` shows. One that the connection string gives comes first.
    public var applicationName: String {
        get { keywords["application_name"] ?? keywords["fallback_application_name"] ?? "" }
        set { keywords["fallback_application_name"] = newValue }
    }

    /// Reads `postgres://user:password@host:port,host:port/dbname?parameter=value`, or libpq's `host=… dbname=…`.
    ///
    /// Without a port it is 5432, without a database `postgres`. A password is also understood with `@`, `%` and `&` that
    /// were not percent-encoded. All of libpq's parameters may be given (`sslmode`, `target_session_attrs`, …).
    public init(url: String) throws(PostgresError) {
        keywords = try ConnectionKeywords(parsing: url)
        if let seconds = keywords["connect_timeout"].flatMap({ Int($0) }), seconds > 0 {
            connectTimeout = .seconds(seconds)
        }
        keywords["connect_timeout"] = nil
        // A service file's entries count only where nothing else is given.
        if keywords["service"] == nil {
            keywords.setDefault("dbname", "postgres")
            keywords.setDefault("port", Self.defaultPort)
        }
        keywords["client_encoding"] = "UTF8"
        // Kerberos is for those who ask for it: to look for a ticket blocks, and is not safe from two threads.
        keywords.setDefault("gssencmode", "disable")
        // A peer that vanished is noticed within a minute, also by a connection that only listens.
        keywords.setDefault("keepalives_idle", "30")
        keywords.setDefault("keepalives_interval", "10")
        keywords.setDefault("keepalives_count", "3")
        keywords.setDefault("tcp_user_timeout", "30000")
    }
}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Who connects where, without any secret: `postgresql://user@host:port/dbname`.
    public var description: String {
        let hosts = keywords["host"] ?? keywords["hostaddr"] ?? "localhost"
        let ports = (keywords["port"] ?? Self.defaultPort).split(separator: ",")
        let places = hosts.split(separator: ",").enumerated().map { index, host in
            let port = index < ports.count ? ports[index] : ports.last ?? ""
            return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
        let user = keywords["user"].map { "\($0)@" } ?? ""
        return "postgresql://\(user)\(places.joined(separator: ","))/\(keywords["dbname"] ?? "")"
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["server": description]) }
}

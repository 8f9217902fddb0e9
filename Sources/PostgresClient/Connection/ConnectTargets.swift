/// The connection attempts that a list of hosts stands for, in order: one a host, so that each has its own time limit.
///
/// libpq can go through the list itself, but then a host that does not answer uses up the time of those behind it.
enum ConnectTargets {
    static func attempts(for keywords: ConnectionKeywords, shuffle: ([Int]) -> [Int] = { $0.shuffled() })
        -> [ConnectionKeywords]
    {
        let hosts = list(keywords["host"])
        let addresses = list(keywords["hostaddr"])
        let ports = list(keywords["port"])
        let count = max(hosts.count, addresses.count, 1)
        // Uneven lists are the caller's mistake; libpq explains it best.
        guard count > 1, [0, count].contains(hosts.count), [0, count].contains(addresses.count),
            [0, 1, count].contains(ports.count)
        else { return [keywords] }

        var order = Array(0..<count)
        if keywords["load_balance_hosts"] == "random" { order = shuffle(order) }
        let single = order.map { index in
            var attempt = keywords
            attempt["load_balance_hosts"] = nil
            attempt["host"] = hosts.isEmpty ? nil : hosts[index]
            attempt["hostaddr"] = addresses.isEmpty ? nil : addresses[index]
            if let port = ports.count == count ? ports[index] : ports.first { attempt["port"] = port }
            return attempt
        }
        guard keywords["target_session_attrs"] == "prefer-standby" else { return single }
        return with(single, sessionAttributes: "standby") + with(single, sessionAttributes: "any")
    }

    private static func list(_ text: String?) -> [String] {
        text?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
    }

    private static func with(_ attempts: [ConnectionKeywords], sessionAttributes: String) -> [ConnectionKeywords] {
        attempts.map { attempt in
            var attempt = attempt
            attempt["target_session_attrs"] = sessionAttributes
            return attempt
        }
    }
}

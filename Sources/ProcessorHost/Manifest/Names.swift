/// What a processor may be called: its name appears in logs, paths of messages and metrics.
enum ProcessorName {
    static func isValid(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// `summary` for `/…/Plugins/libsummary.so`.
    static func derived(from path: String) -> String {
        var name = PathText.fileName(of: path)[...]
        if name.hasSuffix(".so") { name = name.dropLast(3) }
        if name.hasPrefix("lib"), name.count > 3 { name = name.dropFirst(3) }
        return String(name)
    }
}

/// Names of environment variables in a manifest.
enum EnvironmentName {
    static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    /// What no processor gets, whatever its manifest says: the way to the queue's database.
    static func isWithheld(_ name: String) -> Bool {
        ["DATABASE_URL", "PGPASSWORD", "PGPASSFILE"].contains(name)
    }
}

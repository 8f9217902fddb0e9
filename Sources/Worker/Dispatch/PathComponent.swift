/// Names out of a job that become one folder of a path.
enum PathComponent {
    /// What makes a name unfit to be one folder, as the end of a sentence about it; nil when it is fit.
    static func flaw(of name: String) -> String? {
        if name.isEmpty { return "is empty" }
        if name == "." || name == ".." { return "is a way through folders" }
        if name.utf8.count > 255 { return "is longer than 255 bytes" }
        for scalar in name.unicodeScalars {
            if scalar == "/" || scalar == "\\" { return "contains a separator of folders" }
            if scalar.properties.generalCategory == .control { return "contains a control character" }
        }
        return nil
    }

    /// The name in quotes, escaped and cut, for an error message.
    static func quoted(_ name: String) -> String {
        name.count > 80 ? String(name.prefix(80)).debugDescription + "…" : name.debugDescription
    }
}

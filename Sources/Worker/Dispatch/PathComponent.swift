/// Names out of a job that become one folder of a path.
enum PathComponent {
    /// What makes a name unfit to be one folder, as the end of a sentence about it; nil when it is fit.
    static func flaw(of name: String) -> String? {
        if name.isEmpty { return "is empty" }
        if name == "." || name == ".." { return "is a way through folders" }
        if name.utf8.count > 255 { return "is longer than 255 bytes" }
        for scalar in name.unicodeScalars {
            if scalar == "/" || scalar == "\\" { return "contains a separator of folders" }
            if isControl(scalar) { return "contains a control character" }
        }
        return nil
    }

    /// The category Cc of Unicode, without a look into its tables.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    /// The name in quotes, escaped and cut, for an error message.
    static func quoted(_ name: String) -> String {
        name.count > 80 ? String(name.prefix(80)).debugDescription + "…" : name.debugDescription
    }
}

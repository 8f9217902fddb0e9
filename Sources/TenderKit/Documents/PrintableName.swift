/// File names as messages may show them: a name can hold line breaks, terminal escapes and direction overrides.
public enum PrintableName {
    /// The name with control and direction characters written as `\u{…}`, cut in the middle beyond 200 characters.
    public static func of(_ name: String) -> String {
        var out = ""
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
                out += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default:
                out.unicodeScalars.append(scalar)
            }
        }
        guard out.count > 200 else { return out }
        return "\(out.prefix(120))…\(out.suffix(70))"
    }
}

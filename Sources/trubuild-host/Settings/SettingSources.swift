import Configuration
import Foundation

/// The places that settings come from, in order of precedence: flags, the environment, `.env`.
struct SettingSources: Sendable {
    /// A value, and where it was found, for messages.
    struct Found: Sendable, Hashable {
        let text: String
        let source: String
    }

    private enum Place {
        case flag
        case environment
        case file(String)

        func name(_ setting: Setting) -> String {
            switch self {
            case .flag: setting.flag
            case .environment: "\(setting.name) in the environment"
            case .file(let path): "\(setting.name) in \(path)"
            }
        }
    }

    private let readers: [(place: Place, reader: ConfigReader)]

    /// - Parameters:
    ///   - flags: the flags that were given, by setting.
    ///   - environment: normally the process's own.
    ///   - file: path of the `.env` file; it may be missing.
    /// - Throws: when the file is there and cannot be read.
    init(flags: [Setting: String], environment: [String: String], file: String) throws {
        let values = flags.map { setting, text in
            (AbsoluteConfigKey(Self.key(setting)), ConfigValue(.string(text), isSecret: setting == .databaseURL))
        }
        let given = InMemoryProvider(values: Dictionary(uniqueKeysWithValues: values))
        let variables = EnvironmentVariablesProvider(environmentVariables: environment)
        let lines = EnvironmentVariablesProvider(environmentVariables: try Self.variables(in: file))
        readers = [
            (.flag, ConfigReader(provider: given)),
            (.environment, ConfigReader(provider: variables)),
            (.file(file), ConfigReader(provider: lines)),
        ]
    }

    /// The variables of a `.env` file, which may come from a shell (`export A=b`) or from Windows (CR LF).
    private static func variables(in file: String) throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: file) else { return [:] }
        let text: String
        do {
            text = try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw SettingError(source: file, found: nil, wanted: "a readable text file in UTF-8")
        }
        let pairs = text.split(whereSeparator: \.isNewline).compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[0].isEmpty, !parts[0].hasPrefix("#") else { return nil }
            let name = parts[0].hasPrefix("export ") ? String(parts[0].dropFirst(7)) : parts[0]
            return (name.trimmingCharacters(in: .whitespaces), parts[1])
        }
        return Dictionary(pairs) { $1 }
    }

    /// The first value that is set and not empty.
    func find(_ setting: Setting) -> Found? {
        for (place, reader) in readers {
            if let text = reader.string(forKey: Self.key(setting)).map(Self.unquoted), !text.isEmpty {
                return Found(text: text, source: place.name(setting))
            }
        }
        return nil
    }

    /// `DB_TYPE` is looked up as `db.type`, from which the providers make the name again.
    private static func key(_ setting: Setting) -> ConfigKey {
        ConfigKey(setting.name.lowercased().split(separator: "_").map(String.init))
    }

    /// Files for other tools often quote their values.
    private static func unquoted(_ text: String) -> String {
        for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return text
    }
}

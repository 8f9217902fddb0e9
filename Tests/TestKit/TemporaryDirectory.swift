import Foundation

/// A new, empty folder that is removed with its contents when the last reference goes.
public final class TemporaryDirectory: Sendable {
    public let path: String

    /// - Parameter parent: where to make it; by default the system's place for temporary files.
    public init(in parent: String? = nil, prefix: String = "trubuild-test") throws {
        path = try Self.make(in: parent ?? FileManager.default.temporaryDirectory.path, prefix: prefix)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in the folder.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a folder that nobody removes.
    static func make(in parent: String, prefix: String) throws -> String {
        var template = Array("\(parent)/\(prefix)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TestKitError("no temporary folder in \(parent): \(String(cString: strerror(errno)))")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

import ArgumentParser
import Foundation
import JSONText

/// What `--payload` says: JSON, or `@` and the name of a file that holds it.
enum PayloadOption {
    /// Criteria are a few hundred lines.
    private static let fileLimit = 16 << 20

    /// The payload with a `package_id`, which every job has. Members keep their order: criteria are shown in it.
    /// - Throws: `ValidationError` for a file that cannot be read and for anything but a JSON object.
    static func read(_ option: String, packageID: String) throws -> JSONText {
        let bytes = option.hasPrefix("@") ? try content(of: String(option.dropFirst())) : Array(option.utf8)
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let open = bytes.firstIndex(of: UInt8(ascii: "{"))
        else {
            let seen = option.count > 200 ? "\(option.prefix(200))…" : option
            throw ValidationError(
                "--payload: found \(seen), wanted a JSON object, for example '{\"rfp_variant\": \"tech\"}', or @ and a file."
            )
        }
        guard object["package_id"] == nil else { return JSONText(trusted: bytes) }
        let name = try JSONEncoder().encode(packageID)
        let member = Array("\"package_id\":".utf8) + Array(name) + (object.isEmpty ? [] : Array(",".utf8))
        return JSONText(trusted: bytes[...open] + member + bytes[(open + 1)...])
    }

    private static func content(of file: String) throws -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: file))
            defer { try? handle.close() }
            let data = try handle.read(upToCount: fileLimit + 1) ?? Data()
            guard data.count <= fileLimit else {
                throw ValidationError("--payload: \(file) has more than \(fileLimit >> 20) MiB.")
            }
            return Array(data)
        } catch let error as ValidationError {
            throw error
        } catch {
            throw ValidationError("--payload: cannot read the file \(file): \(error.localizedDescription)")
        }
    }
}

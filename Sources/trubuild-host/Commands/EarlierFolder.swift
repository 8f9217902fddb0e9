import ArgumentParser
import Foundation
import JSONText
import JobQueue
import ProcessorHost

/// The results of an earlier job in a folder, as `--earlier` names it: `FOLDER`, or `TYPE=FOLDER`.
struct EarlierFolder {
    private static let fileLimit = 256

    /// A full name.
    let type: String
    let payload: JSONText
    let artifacts: [Artifact]
    let completedAt: Date

    /// - Throws: `ValidationError` with what was found and wanted.
    init(argument: String) throws {
        let (type, path) = Self.parts(of: argument)
        let folder = URL(filePath: path, directoryHint: .isDirectory)
        let record = folder.appending(path: JobRecord.fileName)
        guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) else {
            throw ValidationError(
                "--earlier: found no folder \(path), wanted the --out folder of an earlier exec.")
        }
        if let bytes = try? Data(contentsOf: record) {
            guard let job = JobRecord(bytes) else {
                throw ValidationError(
                    "--earlier: \(path)/\(JobRecord.fileName) is not what exec writes: wanted an object with type, "
                        + "payload and artifacts. Run the earlier job again with --out \(path).")
            }
            let found = JobTypeAlias.fullName(of: job.type)
            guard type == nil || type == found else {
                throw ValidationError(
                    "--earlier: found results of \(found) in \(path), wanted \(type ?? found). Name its folder.")
            }
            self.type = found
            payload = job.payload
            artifacts = try job.files.filter { $0.contentType == Artifact.json }.map { file in
                try Self.artifact(file.type, in: folder.appending(path: file.name))
            }
            completedAt = Self.date(of: record)
        } else {
            guard let type else {
                throw ValidationError(
                    "--earlier: found no \(JobRecord.fileName) in \(path), which exec leaves beside its results. "
                        + "For results that come from elsewhere write --earlier TYPE=FOLDER, for example "
                        + "--earlier tech_rfp_analysis=\(path).")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }
            guard (1...Self.fileLimit).contains(names.count) else {
                throw ValidationError(
                    "--earlier: found \(names.count) files *.json in \(path), wanted 1 to \(Self.fileLimit), one for "
                        + "each artifact of the job, such as result.json.")
            }
            self.type = type
            payload = .emptyObject
            artifacts = try names.sorted().map { name in
                try Self.artifact(String(name.dropLast(5)), in: folder.appending(path: name))
            }
            completedAt = Self.date(of: folder)
        }
    }

    /// The job that has left the results, in the scope of another one.
    /// - Throws: `ValidationError` when the results are those of another company or package.
    func job(besides job: Job) throws -> Job {
        guard var object = try JSONSerialization.jsonObject(with: Data(payload.bytes)) as? [String: Any] else {
            throw ValidationError("--earlier: found a payload that is no object for \(type).")
        }
        if object["package_id"] == nil { object["package_id"] = JobScope(of: job)?.package }
        let earlier = Job(
            id: JobID(TimeOrderedIDs().next()), type: type, payload: try JSONText(object: object),
            companyID: job.companyID, userID: nil)
        guard let scope = JobScope(of: job), JobScope(of: earlier) == scope else {
            throw ValidationError(
                "--earlier: found results of the package \(Self.text(JobScope(of: earlier))), wanted those of "
                    + "\(Self.text(JobScope(of: job))): a job sees earlier results of its own package alone. Give both the "
                    + "same package_id, or run the earlier job over this package.")
        }
        return earlier
    }

    private static func text(_ scope: JobScope?) -> String {
        guard let scope else { return "of a job without package_id" }
        return scope.package.debugDescription + (scope.company.map { " of the company \($0.debugDescription)" } ?? "")
    }

    /// `TYPE=FOLDER` names the type, unless there is a folder of this very name.
    private static func parts(of argument: String) -> (type: String?, path: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains("/"),
            !FileManager.default.fileExists(atPath: argument)
        else { return (nil, argument) }
        return (JobTypeAlias.fullName(of: String(parts[0])), String(parts[1]))
    }

    private static func artifact(_ type: String, in file: URL) throws -> Artifact {
        let path = file.path(percentEncoded: false)
        do {
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            return Artifact(type: type, data: try JSONText(checking: text))
        } catch let error as JSONError {
            throw ValidationError("--earlier: \(path) is not JSON: \(error)")
        } catch {
            throw ValidationError("--earlier: cannot read \(path), an artifact of the earlier job.")
        }
    }

    private static func date(of file: URL) -> Date {
        let path = file.path(percentEncoded: false)
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date ?? Date(timeIntervalSince1970: 0)
    }
}

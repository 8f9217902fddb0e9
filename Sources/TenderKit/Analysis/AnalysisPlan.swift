import Crypto
import ProcessorKit

/// What an analysis will do: each contractor's files against each criterion.
struct AnalysisPlan: Sendable {
    /// What a folder holds.
    struct Part: Sendable {
        var files: [PackageFolder.File]
        /// A link out of the package, a folder that may not be read.
        var passedOver: [FileProblem] = []
    }

    struct Contractor: Sendable {
        /// The folder's name, unchanged.
        var name: String
        var part: Part
    }

    let criteria: [ConfiguredCriterion]
    /// The RFP; may be empty.
    let request: Part
    /// In the order of their names.
    let contractors: [Contractor]

    static let contractorLimit = 500
    /// Rows of a result. Beyond it the database would take minutes to store it, and nobody could read it.
    static let evaluationLimit = 20_000

    var evaluations: Int { contractors.count * criteria.count }

    /// Checks the folders under `tech_rfp/tender`.
    /// - Returns: what the log should say.
    /// - Throws: a permanent error when the App could not take the result.
    static func check(
        contractors folders: PackageFolder.Folders, criteria: Int
    ) throws(ProcessorError) -> [String] {
        let names = folders.names
        guard !names.isEmpty else {
            let seen = folders.passedOver.flatMap(\.lines).prefix(3).map { " (\($0))" }.joined()
            throw .permanent(
                code: "contractors.none",
                "there is no contractor's folder in tech_rfp/tender\(seen): upload each offer into a folder of its own, "
                    + "tech_rfp/tender/CONTRACTOR")
        }
        guard names.count <= contractorLimit, names.count * criteria <= evaluationLimit else {
            throw .permanent(
                code: "contractors.too_many",
                "\(names.count) contractors × \(criteria) criteria, more than \(contractorLimit) contractors or "
                    + "\(evaluationLimit) grades: split the package")
        }
        var warnings: [String] = []
        var seen: [String: String] = [:]
        for name in names {
            let key = AppKey.of(name)
            if key.isEmpty {
                if let other = seen.updateValue(name, forKey: key) {
                    throw .permanent(
                        code: "contractors.same_name",
                        "the folders \(PrintableName.of(other)) and \(PrintableName.of(name)) in tech_rfp/tender have no "
                            + "Latin letter or digit in their names: the App compares those alone, would take the two for "
                            + "one contractor and refuse the result. Number them, such as \(PrintableName.of(other)) 1")
                }
                warnings.append(
                    "the contractor \(PrintableName.of(name)) has no Latin letter or digit in the folder's name: the App "
                        + "cannot match the result to a contractor")
            } else if let other = seen.updateValue(name, forKey: key) {
                throw .permanent(
                    code: "contractors.same_name",
                    "the folders \(PrintableName.of(other)) and \(PrintableName.of(name)) in tech_rfp/tender are one "
                        + "contractor for the App, which compares Latin letters and digits alone: rename one, or put "
                        + "their files together")
            }
        }
        return warnings
    }

    /// A digest of all that decides the result. A checkpoint of another plan is worth nothing to this one.
    func identity(version: String) -> [UInt8] {
        var digest = SHA256()
        func add(_ text: String) {
            add(UInt64(text.utf8.count))
            digest.update(data: Array(text.utf8))
        }
        func add(_ number: UInt64) {
            withUnsafeBytes(of: number.littleEndian) { digest.update(bufferPointer: $0) }
        }
        func add(_ part: Part) {
            add(UInt64(part.files.count))
            for file in part.files {
                add(file.name)
                add(UInt64(file.bytes))
            }
        }
        add(version)
        add(UInt64(criteria.count))
        for criterion in criteria {
            add(criterion.scope)
            add(criterion.name)
            add(criterion.weight.bitPattern)
            add(UInt64(criterion.description == nil ? 0 : 1))
            add(criterion.description ?? "")
        }
        add(request)
        add(UInt64(contractors.count))
        for contractor in contractors {
            add(contractor.name)
            add(contractor.part)
        }
        return Array(digest.finalize())
    }
}

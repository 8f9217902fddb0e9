import RunnerProtocol

/// Decides which of the libraries that described themselves serve which job types.
struct Admission {
    /// Who has a job type or a name, for messages.
    private var owners: [String: String] = [:]
    private var names: Set<String>

    /// What the manifest says outright is taken first, whether its library turns out good or not: nothing that was merely
    /// found may step in for it.
    init(entries: [ManifestEntry]) {
        names = Set(entries.map(\.name))
        for entry in entries {
            for type in entry.jobTypes ?? [] { owners[type] = entry.name }
        }
    }

    /// The full names of the job types that the entry serves. To be called in the order in which types are given away.
    mutating func admit(
        _ entry: ManifestEntry, _ descriptor: ProcessorDescriptor
    ) throws(LibraryRefusal) -> [String] {
        if entry.isDiscovered {
            guard ProcessorName.isValid(entry.name) else {
                throw LibraryRefusal(
                    code: "processor.name",
                    reason:
                        "the file name gives the processor's name, which must be 1 to 64 characters of A-Z a-z 0-9 . _ -. "
                        + "Rename the file, or give it an entry in the manifest")
            }
            guard names.insert(entry.name).inserted else {
                throw LibraryRefusal(
                    code: "processor.name_clash",
                    reason: "another processor is named \(entry.name). Rename the file \(entry.library)")
            }
        }
        let declared = Self.unique(descriptor.jobTypes.map(JobTypeAlias.fullName))
        let types = entry.jobTypes ?? declared
        let undeclared = types.filter { !declared.contains($0) }
        guard undeclared.isEmpty else {
            throw LibraryRefusal(
                code: "processor.job_types",
                reason: "the manifest wants it to serve \(undeclared.joined(separator: ", ")), the library "
                    + "(\(descriptor.id) \(descriptor.version)) declares \(declared.joined(separator: ", ")). "
                    + "Correct \"job_types\", or leave the key out")
        }
        for type in types {
            guard let owner = owners[type], owner != entry.name else { continue }
            throw LibraryRefusal(
                code: "processor.job_type_clash",
                reason: "\(entry.name) and \(owner) both serve \(type). "
                    + (entry.isDiscovered ? "Remove one of the libraries" : "Give them \"job_types\" of their own"))
        }
        for type in types { owners[type] = entry.name }
        return types
    }

    private static func unique(_ types: [String]) -> [String] {
        var seen: Set<String> = []
        return types.filter { seen.insert($0).inserted }
    }
}

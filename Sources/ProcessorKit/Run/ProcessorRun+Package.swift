import Glibc

extension ProcessorRun {
    /// The package's folder, which exists.
    /// - Throws: a permanent ``ProcessorError``: `package.no_company` when the job names no company, else
    ///   `package.not_found` with the path.
    public func requirePackageDirectory() throws(ProcessorError) -> String {
        guard let packageDirectory else {
            throw .permanent(
                code: "package.no_company",
                "the job names no company_id, so its package folder is not known: set jobs.company_id")
        }
        var status = stat()
        guard stat(packageDirectory, &status) == 0 else {
            let reason = errno
            guard reason != ENOENT else {
                throw .permanent(
                    code: "package.not_found",
                    "package folder \(packageDirectory) does not exist: upload the package's files first")
            }
            throw .permanent(
                code: "package.not_found",
                "package folder \(packageDirectory) cannot be opened: \(String(cString: strerror(reason)))")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .permanent(code: "package.not_found", "package folder \(packageDirectory) is not a folder")
        }
        return packageDirectory
    }
}

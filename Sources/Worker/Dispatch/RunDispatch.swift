import JobQueue
import ProcessorHost

/// Turns a claimed run into an order for its processor.
struct RunDispatch: Sendable {
    let packages: PackageLocator

    /// - Throws: an error that no retry will cure: the payload is not what every job must have.
    func order(for run: ClaimedRun, by processor: ServedProcessor) throws(RunError) -> RunOrder {
        if let bytes = run.job.withheldBytes {
            throw RunError(
                code: "payload.too_large",
                message:
                    "the payload has \(bytes) bytes, more than any processor may be given; put what is large into the "
                    + "package's folder")
        }
        let fields = try PayloadFields.read(run.job.payload)
        let package = try packageID(fields)
        let company = try companyID(run.job, fields)
        return RunOrder(
            processor: processor.name, runID: run.id.description, jobID: run.job.id.description, jobType: run.job.type,
            attempt: run.attempt, companyID: company, userID: run.job.userID, payload: run.job.payload,
            packageDirectory: packages.directory(company: company, package: package), checkpoint: run.checkpoint)
    }

    private func packageID(_ fields: PayloadFields) throws(RunError) -> String {
        switch fields.packageID {
        case .absent:
            throw RunError(
                code: "payload.package_id_missing",
                message:
                    "the payload has no package_id; wanted one, as in {\"package_id\": \"proj-12345\"}"
            )
        case .text(""):
            throw RunError(
                code: "payload.package_id_missing", message: "payload.package_id is empty; wanted the id of the package"
            )
        case .other(let kind):
            throw RunError(
                code: "payload.package_id_invalid", message: "payload.package_id is \(kind); wanted a string")
        case .text(let name):
            try check(name, from: "payload.package_id", code: "payload.package_id_invalid")
            return name
        }
    }

    /// The company of the row, else that of the payload. An empty one is none.
    private func companyID(_ job: Job, _ fields: PayloadFields) throws(RunError) -> String? {
        if let name = job.companyID, !name.isEmpty {
            try check(name, from: "jobs.company_id", code: "payload.company_id_invalid")
            return name
        }
        switch fields.companyID {
        case .absent, .text(""):
            return nil
        case .other(let kind):
            throw RunError(
                code: "payload.company_id_invalid", message: "payload.company_id is \(kind); wanted a string")
        case .text(let name):
            try check(name, from: "payload.company_id", code: "payload.company_id_invalid")
            return name
        }
    }

    private func check(_ name: String, from source: String, code: String) throws(RunError) {
        guard let flaw = PathComponent.flaw(of: name) else { return }
        throw RunError(
            code: code,
            message: "\(source) is \(PathComponent.quoted(name)), which \(flaw); wanted the name of one folder, "
                + "of at most 255 bytes, without /, \\ and control characters")
    }
}

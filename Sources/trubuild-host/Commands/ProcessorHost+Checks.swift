import ArgumentParser
import Logging
import ProcessorHost

extension ProcessorHost {
    /// - Throws: `ExitCode` when nothing serves: such a host would only look alive.
    func checkServesAny(logger: Logger) async throws {
        guard await catalog().processors.isEmpty else { return }
        logger.critical("no processor can serve; `trubuild-host processors` lists what was found, and why")
        throw ExitCode(78)  // EX_CONFIG of sysexits.h
    }

    /// - Throws: `ValidationError` with the reason when no processor serves the type.
    func checkServes(type: String) async throws {
        let catalog = await catalog()
        guard catalog.processor(forType: type) == nil else { return }
        if let refused = refused.first(where: { $0.jobTypes.contains(JobTypeAlias.fullName(of: type)) }) {
            throw ValidationError("The processor for \(type) was refused: \(refused.reason)")
        }
        let types = catalog.processors.flatMap(\.jobTypes).joined(separator: ", ")
        throw ValidationError("No processor serves \(type). Served: \(types.isEmpty ? "none" : types).")
    }
}

import FuzzKit
import ProcessorKit

@testable import TenderKit

extension FuzzTarget {
    /// An evaluation sheet in JSON.
    static let criteriaJSON = FuzzTarget("criteria-json") { bytes throws(BrokenRule) in
        let found: ExtractedCriteria
        do throws(CriteriaJSON.Failure) {
            found = try CriteriaJSON.criteria(from: bytes, file: "sheet.json")
        } catch {
            return try demand(!error.reason.isEmpty, "refused without a reason")
        }
        try demand(!found.criteria.isEmpty, "a sheet without criteria passed")
        for criterion in found.criteria {
            let weight = criterion.weight ?? 0
            try demand(weight.isFinite && weight >= 0, "the weight of \(criterion.name) is \(weight)")
        }
    }

    /// The criteria of a payload.
    static let configuredCriteria = FuzzTarget("configured-criteria") { bytes throws(BrokenRule) in
        let found: ConfiguredCriteria?
        do throws(ProcessorError) {
            found = try ConfiguredCriteria.read(payload: bytes)
        } catch {
            return try demand(!error.message.isEmpty, "refused without a reason")
        }
        guard let found else { return }
        try demand(!found.criteria.isEmpty, "no criteria is an error")
        try demand(found.criteria.allSatisfy { $0.weight.isFinite }, "a weight that is no number")
    }
}

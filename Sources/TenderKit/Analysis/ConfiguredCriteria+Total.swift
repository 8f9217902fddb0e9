public import ProcessorKit

extension ConfiguredCriteria {
    /// Checks that totals of these weights are numbers: JSON cannot hold others.
    /// - Throws: a permanent error, `criteria.weights_too_large`.
    public func checkTotal() throws(ProcessorError) {
        // Percent points times scores up to 100.
        guard (criteria.reduce(0) { $0 + $1.weight } * 100).isFinite else {
            throw .permanent(
                code: "criteria.weights_too_large",
                "the weights of evaluation_criteria add up to more than can be calculated with; wanted percent points that "
                    + "add up to 100")
        }
    }
}

import JobQueue

/// What of a claim request is still to be filled.
struct ClaimBudget {
    private(set) var groups: [ClaimRequest.Group]
    private(set) var remaining: Int

    init(_ request: ClaimRequest) {
        groups = request.groups.filter { $0.slots > 0 && !$0.types.isEmpty }
        let slots = groups.reduce(0) { sum, group in
            let (total, isTooMuch) = sum.addingReportingOverflow(group.slots)
            return isTooMuch ? .max : total
        }
        remaining = max(0, min(request.limit, slots))
        settle()
    }

    var isSpent: Bool { remaining == 0 || groups.isEmpty }

    /// Books a run of that type.
    /// - Returns: false if there is no room for it.
    mutating func take(type: String) -> Bool {
        guard remaining > 0, let index = groups.firstIndex(where: { $0.types.contains(type) }) else { return false }
        remaining -= 1
        groups[index] = .init(types: groups[index].types, slots: groups[index].slots - 1)
        settle()
        return true
    }

    private mutating func settle() {
        groups.removeAll { $0.slots == 0 }
    }
}

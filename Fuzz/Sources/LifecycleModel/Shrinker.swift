/// Makes a list of decisions shorter, and its numbers smaller, as long as it still fails.
struct Shrinker {
    /// Histories that are tried at most.
    private static let most = 4000
    let fails: ([UInt16]) -> Bool

    func shrink(_ list: [UInt16]) -> [UInt16] {
        var best = list
        var tries = 0
        func attempt(_ candidate: [UInt16]) -> Bool {
            guard tries < Self.most, candidate != best else { return false }
            tries += 1
            guard fails(candidate) else { return false }
            best = candidate
            return true
        }
        var size = max(best.count / 2, 1)
        while size >= 1, tries < Self.most {
            var start = 0
            while start < best.count {
                var shorter = best
                shorter.removeSubrange(start..<min(start + size, best.count))
                if !attempt(shorter) { start += size }
            }
            size /= 2
        }
        for index in best.indices where best[index] != 0 {
            var smaller = best
            smaller[index] = 0
            if attempt(smaller) { continue }
        }
        while best.last == 0 { best.removeLast() }
        return best
    }
}

/// Which job types a host serves now, as it tells the queue with each beat, for those who ask why a job waits.
public struct Offer: Sendable, Hashable {
    /// Each type, with the reason why no run of it is begun now, or only one on trial; nil when all is well.
    public var types: [String: String?]

    public init(_ types: [String: String?] = [:]) {
        self.types = types
    }
}

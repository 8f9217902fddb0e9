import Synchronization

/// Something that happens once and is asked for by another thread: a caller gave up, an owner wants to close.
final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}

import JSONText
import JobQueue
import ProcessorHost
import Synchronization

/// Puts what one run reports on the board, until the run is over. Most runs report nothing and leave no trace there.
final class RunReporter: RunEvents {
    private let run: RunID
    private let board: ProgressBoard
    private let isOpen = Mutex(true)

    init(run: RunID, board: ProgressBoard) {
        self.run = run
        self.board = board
    }

    func progressed(_ progress: JSONText) {
        isOpen.withLock { if $0 { board.report(progress, of: run) } }
    }

    func checkpointed(_ bytes: [UInt8]) {
        isOpen.withLock { if $0 { board.save(bytes, of: run) } }
    }

    /// Takes no reports any more; what was reported is still to be written.
    func close() {
        isOpen.withLock { $0 = false }
    }
}

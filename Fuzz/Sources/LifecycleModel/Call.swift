import Foundation
import JobQueue

/// One call of a host to the queue on its way: not carried out yet, or carried out and its answer on the way back.
struct Call {
    enum Question {
        case beat([RunID])
        /// `recovered` are runs of earlier claims, which the store has found on the way.
        case claim(ClaimRequest, id: UUID, recovered: [ClaimedRun])
        case takeOver
        case finish([RunEnding])
    }

    enum Answer {
        case beat(BeatAnswer)
        case claim([ClaimedRun])
        case takeOver
        case finish([EndingResult])
        case failed
    }

    enum Kind: Int, CaseIterable {
        case beat, claim, takeOver, finish
    }

    let host: Int
    let sentAt: Duration
    let question: Question
    /// Who the host was to the queue when it asked.
    let identity: HostID
    var answer: Answer?
    /// The host has been told that it failed, and the queue may carry it out all the same.
    var isGivenUp = false

    var kind: Kind {
        switch question {
        case .beat: .beat
        case .claim: .claim
        case .takeOver: .takeOver
        case .finish: .finish
        }
    }
}

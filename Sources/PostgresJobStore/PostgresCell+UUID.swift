import Foundation
import JobQueue
import PostgresClient

extension PostgresCell {
    /// `uuid`; nil for NULL and for a value of another type.
    var uuid: UUID? { withBytes { UUID(text: $0) } ?? nil }
}

/// Bounds for one archive with all archives in it. An archive that passes one is refused as a whole: half an offer, read as if
/// it were all of it, would be graded without anybody noticing.
struct ArchiveLimits: Sendable {
    /// Bytes of the archive itself.
    var archiveBytes = 1 << 30
    /// Files, folders and links.
    var entries = 10_000
    /// Bytes of all that is in it.
    var bytes = 2 << 30
    /// Bytes in it per byte of the archive; checked from ``ratioFloor`` on.
    var ratio = 200
    var ratioFloor = 64 << 20
    /// Archives in archives. What lies deeper is reported and left.
    var depth = 3
}

/// The files that decide what is served: the manifest and the libraries.
struct FileSurvey: Sendable, Hashable {
    private let stamps: [String: FileStamp]

    /// - Parameter manifest: as it was read last.
    init(of manifest: Manifest) {
        let locator = LibraryLocator(manifest: manifest)
        let named = manifest.entries.flatMap { locator.candidates(for: $0.library) }
        let paths = [manifest.path] + named + (manifest.discover ? locator.libraries() : [])
        stamps = paths.reduce(into: [:]) { stamps, path in stamps[path] = FileStamp(of: path) }
    }

    init(stamps: [String: FileStamp]) {
        self.stamps = stamps
    }
}

/// Decides when changed files are worth a look: when they have stopped changing, so that nobody reads half a file.
struct ChangeDetector: Sendable {
    private var settled: FileSurvey
    private var pending: FileSurvey?

    init(_ survey: FileSurvey) {
        settled = survey
    }

    /// - Returns: true when there is something new that was the same at the last look.
    mutating func look(_ survey: FileSurvey) -> Bool {
        guard survey != settled else {
            pending = nil
            return false
        }
        guard survey == pending else {
            pending = survey
            return false
        }
        settle(survey)
        return true
    }

    /// This state of things has been dealt with.
    mutating func settle(_ survey: FileSurvey) {
        settled = survey
        pending = nil
    }
}

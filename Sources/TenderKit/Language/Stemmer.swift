import CStemmer

/// Cuts words down to stems with libstemmer: Porter's second algorithm for Latin letters, Snowball's Arabic one for Arabic.
///
/// A handle works on one word at a time, so a stemmer belongs to one task.
final class Stemmer {
    private let english = sb_stemmer_new("english", "UTF_8")
    private let arabic = sb_stemmer_new("arabic", "UTF_8")

    deinit {
        if let english { sb_stemmer_delete(english) }
        if let arabic { sb_stemmer_delete(arabic) }
    }

    /// Words that the algorithm would throw together with another matter: *responsive* with *responsible*, *university* with
    /// *universal*, *organisation* with *organic*, *container* with *contained*.
    private static let kept = [
        "responsive": "responsive", "responsiveness": "responsive", "university": "university",
        "universities": "university", "organisation": "organisation", "organization": "organisation",
        "organisations": "organisation", "organizations": "organisation", "international": "international",
        "container": "container", "containers": "container", "containerised": "container",
        "containerisation": "container", "containerized": "container", "containerization": "container",
    ]

    /// Takes off what Arabic joins to the article: `والقوائم`, `بالموقع`, `للمشروع`.
    private static func withoutParticle(_ word: String) -> String {
        guard word.unicodeScalars.count > 4 else { return word }
        for particle in ["وال", "بال", "فال", "كال", "لل"] where word.hasPrefix(particle) {
            return String(word.dropFirst(particle.count))
        }
        return word.hasPrefix("ال") ? String(word.dropFirst(2)) : word
    }

    /// - Parameter word: folded.
    func stem(_ word: String) -> String {
        if let kept = Self.kept[word] { return kept }
        let isArabic = FoldedText.isArabic(word)
        guard let handle = isArabic ? arabic : english, word.utf8.count < 256 else { return word }
        var word = isArabic ? Self.withoutParticle(word) : word
        let stem = word.withUTF8 { bytes -> String? in
            // The stemmer reads `count` bytes; its result stays valid until the next call and is copied here.
            guard let result = sb_stemmer_stem(handle, bytes.baseAddress, Int32(bytes.count)) else { return nil }
            let length = Int(sb_stemmer_length(handle))
            return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
        }
        guard let stem, !stem.isEmpty else { return word }
        // The Arabic algorithm gives back some of the letter variants that folding took away.
        return isArabic ? WordFolding.fold(stem) : stem
    }
}

/// Whether recognised text is good enough to be used, and what people should know about it.
struct RecognitionReport: Equatable {
    let isUsable: Bool
    /// nil when there is nothing to say.
    let reason: String?

    /// Mean confidence of a page whose text can be believed.
    static let good = 60.0
    /// Below it most of a page's words are wrong.
    private static let least = 40.0

    init(_ page: RecognisedPage) {
        guard let confidence = page.confidence else {
            (isUsable, reason) = (false, "a picture in which no text was found")
            return
        }
        let percent = Int(confidence)
        let total = page.lines.reduce(0) { $0 + $1.words.count }
        let unread = page.unreadWords
        isUsable = confidence >= Self.least
        if !isUsable {
            reason =
                "no readable text in the picture (confidence \(percent) %): if there is text, scan it anew at 300 dpi"
        } else if confidence < Self.good {
            reason = "text recognised with \(percent) % confidence only: check it, or scan it anew at 300 dpi"
        } else if page.wordsLeftOut > 0 {
            reason = "\(page.wordsLeftOut) words beyond \(total) on one page left out"
        } else if unread > 0 {
            reason = "\(unread) of \(total) words could not be recognised: check them, or scan it anew at 300 dpi"
        } else {
            reason = nil
        }
    }
}

/// Tells criteria that are met or not from those that are met more or less well.
enum BinaryCriterion {
    static func matches(_ criterion: ConfiguredCriterion) -> Bool {
        let text = FoldedText.fold(criterion.name + " " + (criterion.description ?? ""))
        if stated.occur(in: text) { return true }
        guard !judged.occur(in: text), text.split(separator: " ").count <= 30 else { return false }
        return documents.occur(in: text) && presence.occur(in: text)
    }

    private static let stated = Phrases(
        "pass fail", "yes no", "compliant non compliant", "compliant or non compliant", "met or not met",
        "mandatory submission",
        "نعم لا", "ناجح راسب", "مستوف غير مستوف", "مطابق غير مطابق")
    private static let documents = Phrases(
        "certificate", "certification", "licence", "license", "letter", "bond", "registration", "form", "declaration",
        "statement", "account", "insurance", "permit", "document", "شهادة", "رخصة", "ترخيص", "خطاب", "ضمان", "سجل",
        "وثيقة", "نموذج")
    private static let presence = Phrases(
        "valid", "submitted", "enclosed", "attached", "signed", "held", "hold", "copy", "copie", "provided",
        "are enclosed",
        "سارية", "ساري", "مرفق", "موقع", "نسخة", "تقديم")
    /// Quality is asked for, not presence.
    private static let judged = Phrases(
        "how", "quality of", "adequacy", "approach", "method", "methodology", "experience", "plan", "understanding",
        "demonstrate",
        "describe", "design", "prototype", "team", "project manager", "staff", "programme", "schedule", "at least",
        "organisation", "organization", "subcontractor", "cv",
        "منهجية", "خبرة", "خطة", "جودة", "فريق", "كيفية", "برنامج")
}

/// The words of table headers.
enum HeaderWords {
    static let numbering = Phrases(
        "no", "s no", "sl no", "sr no", "sn", "s n", "serial", "serial no", "ref", "reference", "ref no", "id",
        "item no", "number",
        "sr", "sl", "clause", "page", "code", "رقم", "الرقم", "مسلسل", "ت", "تسلسل", "الرمز")

    static let fillIn = Phrases(
        "remark", "comment", "evaluator", "score awarded", "points awarded", "awarded score", "actual score",
        "obtained",
        "bidder", "tenderer", "offeror", "score given", "marks given", "awarded", "achieved", "evidence",
        "proposal page",
        "weighted score", "score obtained", "self assessment", "your score", "vendor response", "target", "unit price",
        "quantity", "amount", "unit rate", "الملاحظات", "ملاحظات", "الدرجة المستحقة", "المستحقة", "الدرجة الممنوحة",
        "الكمية",
        "السعر الافرادي")

    /// `Maximum weighted score` is a weight, `Weighted score` is for evaluators to fill in.
    static let highest = Phrases("maximum", "max", "possible", "available", "القصوى", "الأقصى", "العظمى")

    static let scoringGuide = Phrases(
        "scoring guide", "scoring guidance", "scoring guideline", "scoring method", "scoring methodology",
        "scoring criteria",
        "basis of scoring", "scoring basis", "score description", "scoring rule", "marking scheme", "evaluation method",
        "evaluation guidance", "how scored", "scoring", "points breakdown", "marking guide", "آلية التقييم",
        "طريقة التقييم",
        "الية احتساب", "آلية احتساب", "طريقة احتساب", "توزيع الدرجات", "تفصيل الدرجات")

    static let threshold = Phrases(
        "minimum score", "passing score", "pass mark", "minimum", "threshold", "min score", "min", "qualifying",
        "الحد الادنى",
        "الحد الأدنى", "درجة الاجتياز")

    static let weight = Phrases(
        "weight", "weightage", "weighting", "relative weight", "percentage", "percent", "point", "mark", "score",
        "max score",
        "maximum", "max", "allocation", "share", "الوزن", "وزن", "النسبة", "نسبة", "الدرجة", "الدرجات", "درجة",
        "النقاط", "نقاط",
        "العلامة", "الاوزان", "الأوزان")

    /// Shares of something else than the score.
    static let otherShares = Phrases(
        "effort", "contract price", "contract sum", "contract value", "capex", "opex", "payment", "progress",
        "cumulative", "completion", "traffic", "credit", "deduction", "work", "budget", "spend",
        "turnover", "reduction", "قيمة العقد", "الدفعة", "الإنجاز", "الغرامة", "الخصم")

    /// Columns of what is delivered, paid or measured.
    static let otherItems = Phrases(
        "deliverable", "milestone", "instalment", "installment", "indicator", "kpi", "payment", "invoice",
        "service level",
        "الدفعة", "المخرج", "المخرجات", "مؤشر", "المؤشر")

    static let scope = Phrases(
        "evaluation scope", "scope", "section", "theme", "category", "group", "main criterion", "main criteria", "area",
        "domain",
        "dimension", "pillar", "main factor", "level 1", "major criteria", "major criterion", "primary criteria",
        "heading",
        "envelope", "main item", "criteria group", "النطاق", "نطاق التقييم",
        "نطاق", "المجال", "المحور", "القسم", "الفئة", "المعيار الرئيسي",
        "المعايير الرئيسية",
        "المعيار الرئيس", "الجانب", "المجموعة", "البند الرئيسي", "المحاور", "التصنيف")

    static let subCriterion = Phrases(
        "sub criterion", "sub criteria", "subcriterion", "subcriteria", "sub factor", "subfactor", "sub item",
        "level 2",
        "المعيار الفرعي", "المعايير الفرعية", "البند الفرعي", "العنصر الفرعي")

    static let criterion = Phrases(
        "criterion", "criteria", "breakdown", "item", "factor", "requirement", "element", "parameter", "attribute",
        "aspect",
        "question", "topic", "component", "evaluation of", "subject", "qualification", "المعيار", "المعايير", "معيار",
        "البند",
        "البنود", "العنصر", "العناصر", "عنصر", "المتطلب", "المتطلبات", "عناصر", "معايير", "البيان", "السؤال")

    static let explicitCriterion = Phrases(
        "criterion", "criteria", "factor", "evaluation", "subcriterion", "assessment", "breakdown", "معيار", "المعايير",
        "معايير",
        "تقييم", "التقييم", "المفاضلة")

    static let describes = Phrases(
        "description", "detail", "guidance", "definition", "explanation", "notes", "الوصف", "وصف", "التفاصيل", "شرح")

    static let description = Phrases(
        "description", "detail", "guidance", "note", "explanation", "definition", "what we look for", "indicator",
        "information",
        "specification", "remarks", "basis", "how", "الوصف", "التفاصيل", "الشرح", "تفاصيل", "توضيح", "المطلوب")
}

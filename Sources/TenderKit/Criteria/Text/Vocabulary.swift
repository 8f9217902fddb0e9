/// The words that tell what a part of a tender is about.
enum Vocabulary {
    /// Headings of the part that says how offers are judged.
    static let evaluation = Phrases(
        "evaluation criteria", "evaluation criterion", "award criteria", "criteria for award", "selection criteria",
        "criteria for selection", "scoring criteria", "assessment criteria", "evaluation factors", "award factors",
        "basis of award", "basis for award", "basis of evaluation", "basis of selection", "rating criteria",
        "criteria for evaluation", "criteria for the evaluation", "criteria for the award", "factors for award",
        "technical criteria", "quality criteria", "scoring matrix", "evaluation matrix", "evaluation grid",
        "evaluation scheme", "scoring scheme", "evaluation and scoring", "point allocation", "allocation of points",
        "evaluation weighting", "weighting of criteria", "criteria weighting", "evaluation score",
        "criteria and weight",
        "rated requirement", "rated criteria", "scored requirement", "scored question", "quality question",
        "award question", "weighted requirement",
        "weighted question", "judging criteria", "ranking criteria", "adjudication criteria", "criteria and scoring",
        "evaluation sheet", "evaluation form", "rating grid", "scoring grid", "rating form", "scoring form",
        "scoring table", "criteria and points", "scored criteria", "technical scoring",
        "معايير التقييم", "معيار التقييم", "معايير تقييم", "معايير الترسية", "معايير الترسيه", "معايير الاختيار",
        "معايير المفاضلة", "عناصر التقييم", "اسس التقييم", "اوزان التقييم", "معايير الفنية", "المعايير الفنية",
        "جدول التقييم", "معايير اختيار", "آلية التقييم", "منهجية التقييم",
        "آلية تقييم", "طريقة التقييم", "أسس تقييم", "كيفية تقييم", "كيفية التقييم", "طريقة تقييم", "أسلوب التقييم",
        "أسلوب تقييم", "منهجية تقييم", "عناصر تقييم", "درجات التقييم", "معايير المقارنة", "معايير الاختيار",
        "التقييم الفني", "معايير الإرساء", "نموذج التقييم", "معايير التأهيل الفني")

    /// Headings that may be of that part.
    static let evaluationWeak = Phrases(
        "evaluation", "evaluate", "evaluated", "scoring", "assessment of tenders", "assessment of proposals",
        "selection process", "selection",
        "selection procedure", "selection method", "award", "criteria", "assessment of bids", "assessment methodology",
        "assessment of the tenders", "assessment of the proposals", "assessment of the bids", "assessment of offers",
        "assessment of the offers",
        "judging", "marking of", "comparison of tenders", "comparison of bids", "comparison of offers",
        "comparison of proposals", "selection of consultant", "selection of contractor", "التقييم", "تقييم العروض",
        "الترسية", "المفاضلة",
        "المعايير",
        "فحص العروض")

    /// Headings whose "evaluation" is of something else than offers.
    static let evaluationOfOther = Phrases(
        "contractor evaluation", "performance evaluation", "evaluation of performance", "contractor performance",
        "supplier performance", "vendor performance", "site selection", "site evaluation", "subcontractor selection",
        "selection of subcontractor", "evaluation of subcontractor", "assessment of student", "evaluation of student",
        "student assessment", "criteria for student", "criterion for student", "leed", "breeam", "تقييم الطلاب",
        "monitoring and evaluation", "change request", "requests for change", "variation order",
        "test and evaluation", "evaluation report",
        "risk evaluation",
        "evaluation of the project", "acceptance criteria", "evaluation committee", "confidentiality",
        "evaluation period",
        "completion criteria", "design criteria", "eligibility criteria", "qualification criteria",
        "exclusion criteria",
        "minimum criteria", "success criteria", "mandatory criteria", "pass fail criteria", "award notice",
        "notice of award", "contract award notification", "exit criteria", "entry criteria", "award of contract",
        "معايير القبول", "لجنة التقييم", "لجنة فحص", "معايير التصميم", "تقييم الأداء", "تقييم أداء", "اشعار الترسيه",
        "إعلان نتائج")

    /// Numbers under these are an illustration.
    static let example = Phrases(
        "example", "worked example", "illustration", "illustrative", "sample calculation", "sample scoring",
        "hypothetical",
        "sample evaluation", "for instance", "مثال", "مثال توضيحي", "توضيحي")

    /// Parts whose numbers are money, time or penalties.
    static let foreign = Phrases(
        "payment", "invoice", "invoicing", "instalment", "installment", "milestone payment", "price schedule",
        "schedule of rates", "bill of quantities", "boq", "liquidated damages", "penalty", "delay damages", "retention",
        "vat", "value added tax", "taxes", "insurance", "performance bond", "performance security", "bid bond",
        "tender security", "bid security", "guarantee", "service level", "sla", "service credit", "kpi",
        "key performance indicator", "warranty",
        "advance payment", "variation", "programme of works", "project schedule", "time schedule", "price adjustment",
        "local content target", "localization target", "saudization", "progress", "discount", "fee schedule",
        "work breakdown",
        "manpower", "staffing schedule", "risk register", "risk matrix", "الدفعات", "الدفع", "الغرامات", "غرامات",
        "الغرامة",
        "غرامة", "ضريبة", "الضريبة", "الضمان", "الضمانات", "التأمين", "جدول الكميات", "المستخلصات", "الجدول الزمني",
        "مستوى الخدمة", "الخصم", "الدفعة", "الحسومات", "حسميات", "السعودة")

    static let contents = Phrases(
        "table of contents", "contents", "list of tables", "list of figures", "index", "المحتويات", "الفهرس", "فهرس",
        "قائمة المحتويات")

    /// In the sentence that leads to criteria.
    static let leadIn = Phrases(
        "criterion", "criteria", "factor", "evaluated", "evaluate", "evaluation", "scored", "score", "judged",
        "assessed",
        "ranked", "weighted", "consider", "rated", "awarded", "selected", "selection", "choose", "choice",
        "importance", "المعايير", "معايير", "تقييم", "التقييم",
        "العناصر", "المفاضلة", "الأوزان")

    static let criteriaWords = Phrases("criterion", "criteria", "factor", "point system", "المعايير", "معايير", "عناصر")

    /// That what was announced follows.
    static let follows = Phrases(
        "following", "below", "as follows", "these", "include", "including", "according to", "based on", "basis of",
        "set out", "consist", "comprise", "are", "التالية", "التالي", "الآتية", "الآتي", "أدناه", "كما يلي", "ما يلي",
        "وفق",
        "بناء على")

    /// A lead-in to what must be handed in or met, not to what is judged.
    static let notLeadIn = Phrases(
        "submit", "must include", "shall include", "must contain", "shall contain", "minimum requirement", "mandatory",
        "disqualif", "disqualified", "reject", "rejected", "rejection", "eligible", "eligibility", "pass fail",
        "reserve",
        "reserves", "deliverable", "deliver", "completed as", "may", "clarification", "non responsive",
        "nonresponsive", "not be considered", "not be evaluated", "not evaluate", "not consider", "example",
        "rating scale",
        "following scale", "scoring scale", "must meet", "shall meet", "ineligible", "disqualification", "step",
        "rating", "system shall", "consultant shall evaluate", "contractor shall evaluate", "subcontractor",
        "candidate site", "last evaluation",
        "previous evaluation", "past evaluation", "respondent", "survey",
        "student", "population", "يجب تقديم", "استبعاد", "تستبعد", "يستبعد", "المستندات", "يحق", "لجنة")

    /// What is judged here, or by whom, is neither an offer nor by the buyer.
    static let otherJudged = Phrases(
        "site selection", "each site", "candidate site", "remaining site", "administrator", "assessor", "grant",
        "community group", "consultant multiply", "consultant multiplie", "consultant shall score",
        "contractor shall score")
    /// Parts of the text about evaluation, which are listed as criteria are.
    static let sectionTitles = Phrases(
        "basis for award", "basis of award", "relative importance", "factor", "evaluation factor", "rating",
        "criterion", "evaluation criterion", "general", "introduction", "evaluation process", "evaluation method",
        "method of evaluation", "scoring method", "order of importance", "definitions", "background")
    static let offers = Phrases(
        "proposal", "tender", "bid", "offer", "bidder", "tenderer", "proponent", "offeror", "العروض", "العطاءات")
    static let shares = Phrases("weight", "weighting", "share", "الاوزان")
    /// Weights within one criterion: `the marks for each of the above positions`.
    static let inner = Phrases(
        "each of the above", "for each of the key", "for each position", "for each expert", "for each of the position")

    /// A sentence with such a word states what must be reached or what is taken off, not a criterion's weight.
    static let threshold = Phrases(
        "threshold", "at least", "minimum", "less than", "below", "not less", "lower than", "fewer than", "passing",
        "pass mark", "qualify", "fail", "higher than", "more than", "exceed", "exceeds", "exceeding", "deduct",
        "deducted",
        "deduction", "penalty", "liquidated", "discount", "retention", "retained", "margin",
        "preference will be applied",
        "price preference", "uptime", "escalation", "لا تقل", "لا يقل", "حد أدنى", "الحد الأدنى", "تجاوز",
        "يتجاوز", "يزيد", "اجتياز", "غرامة", "خصم", "حسم")

    /// A sentence with such a word states a share of money or time, unless it speaks of points.
    static let otherShare = Phrases(
        "payment", "paid", "payable", "vat", "tax", "insurance", "interest", "bond", "guarantee", "security deposit",
        "advance", "fee", "availability", "reduce", "reduced", "per day", "per week", "per month", "bid price",
        "contract price", "contract value", "contract sum", "contract amount", "completion", "complete", "tolerance",
        "accuracy", "ownership", "owned", "effort", "saudization", "ضريبة", "دفعة", "دفع", "ضمان", "قيمة العقد")

    /// What only scores are counted in.
    private static let scores = Phrases(
        "point", "mark", "weight", "weighting", "weighted", "weightage", "score", "scored", "نقطة", "نقاط", "درجة",
        "درجات",
        "الوزن", "بوزن")

    /// Whether folded text states something else than a criterion's weight.
    static func statesNoWeight(_ folded: String) -> Bool {
        threshold.occur(in: folded) || inner.occur(in: folded)
            || otherShare.occur(in: folded) && !scores.occur(in: folded)
    }

    static let priceWords = Phrases("price", "cost", "fee", "السعر", "سعر", "التكلفة", "تكلفة", "الأسعار")

    /// Rows and lines that add up others.
    static let total = Phrases(
        "total", "overall", "grand total", "sub total", "subtotal", "sum", "overall total", "total score",
        "total points",
        "total possible score", "maximum score", "maximum total", "total weight", "overall score", "combined score",
        "point total", "total marks", "maximum points", "المجموع", "الإجمالي", "مجموع", "إجمالي", "المجموع الكلي",
        "الدرجة الكلية", "اجمالي النقاط", "الدرجه النهائيه")

    static let passFail = Phrases(
        "pass fail", "pass or fail", "yes no", "mandatory", "compliant non compliant", "comply not comply", "pass",
        "go no go", "compliance only", "not scored", "unscored", "اجتياز", "إلزامي", "ناجح", "نعم لا",
        "مطابق غير مطابق",
        "مطابق", "يجتاز")

    /// Marks of a rating scale rather than of a criterion.
    static let rating = Phrases(
        "excellent", "very good", "good", "satisfactory", "acceptable", "unacceptable", "poor", "very poor", "marginal",
        "unsatisfactory", "outstanding", "exceptional", "adequate", "inadequate", "average", "fair", "weak", "strong",
        "no response", "not addressed", "non compliant", "fully compliant", "partially compliant", "compliant",
        "exceeds",
        "meets", "partially meets", "does not meet", "exceeds requirements", "meets requirements", "serious concerns",
        "minor concerns", "fully", "partially", "partly", "none", "not met", "met", "high", "medium", "low",
        "superior", "deficient", "no evidence", "limited", "low confidence", "high confidence", "some confidence",
        "ممتاز", "جيد جدا", "جيد", "مقبول", "ضعيف", "متوسط", "غير مقبول", "مطابق", "غير مطابق", "مستوفي", "غير مستوفي",
        "مستوفى جزئيا", "عالي", "منخفض")

    /// Steps and corrections of a comparison of offers, which are listed as criteria are.
    static let procedural = Phrases(
        "arithmetic", "correction", "single currency", "conversion", "converting", "discount offered", "deviation",
        "opening of",
        "clarification", "responsiveness", "negotiation", "notification", "تصحيح", "فتح المظاريف", "فتح العروض")

    /// Words that name what tenders are usually judged by.
    static let usual = Phrases(
        "experience", "approach", "methodology", "method", "price", "cost", "team", "personnel", "staff",
        "qualification",
        "technical", "schedule", "understanding", "quality", "hse", "safety", "environmental", "sustainability",
        "financial",
        "capability", "capacity", "management", "plan", "programme", "reference", "past performance", "expertise",
        "design",
        "innovation", "risk", "value", "training", "support", "delivery", "local content", "organisation",
        "organization",
        "presentation", "interview", "demonstration", "compliance", "resource", "timeline", "proposal", "solution",
        "maintenance", "security", "architecture", "equipment", "supply chain", "social value", "key expert",
        "strategy",
        "الخبرة", "خبرة", "خبرات", "المنهجية", "منهجية", "السعر", "التكلفة", "فريق", "المؤهلات", "الفني", "المالي",
        "الجودة",
        "السلامة", "إدارة", "خطة", "المحتوى المحلي", "الخبرات", "المشاريع", "الكوادر", "المعدات", "الابتكار", "التدريب",
        "الصيانة", "الحل", "فهم", "البرنامج")
}

/// The words that tell what is to be done from how to bid for it. Looked for in folded text.
enum ScopeWords {
    /// Headings of the part that says what is to be done.
    static let scope = Phrases(
        "scope of work", "scope of the work", "scope of service", "scope of the service", "scope of supply",
        "scope of contract", "scope of the contract", "scope of project", "scope of the project", "project scope",
        "scope of requirement", "scope of engagement", "scope of assignment", "scope of the assignment",
        "statement of work", "terms of reference", "term of reference", "description of work",
        "description of the work", "description of service", "description of the service", "project description",
        "work description", "description of the project", "service required", "required service",
        "work to be performed", "work to be done", "work to be carried out", "service to be provided",
        "service to be performed", "scope and deliverable", "scope and objective", "scope", "work to be executed",
        "description of requirement", "brief description of the work", "نطاق العمل", "نطاق الاعمال", "نطاق عمل",
        "نطاق المشروع", "نطاق الخدمات", "نطاق الخدمه", "وصف المشروع", "وصف الاعمال", "وصف العمل", "وصف الخدمات",
        "الاعمال المطلوبه", "الخدمات المطلوبه", "الشروط المرجعيه", "نطاق المنافسه", "مجال العمل", "نطاق التوريد")
    /// Whole headings that are that part.
    static let scopeExactly = Phrases("the work", "work", "service", "the service", "sow", "tor", "الاعمال", "الخدمات")
    /// Headings that speak of a scope and are no such part.
    static let otherScope = Phrases(
        "out of scope", "similar scope", "change in scope", "scope change", "change of scope", "scope of proposal",
        "scope of bid", "scope of evaluation", "scope of this document", "exclusion", "scope of insurance",
        "scope of authority", "خارج النطاق")
    /// Headings of parts that may say it too.
    static let requirement = Phrases(
        "requirement", "deliverable", "objective", "specification", "spec", "task", "responsibility of the contractor",
        "contractor responsibility", "project detail", "the project", "overall project", "use case", "feature",
        "المتطلبات", "المخرجات", "الاهداف", "اهداف", "المواصفات", "مهام")
    static let introduction = Phrases(
        "background", "introduction", "purpose", "overview", "summary", "about the project", "about this project",
        "project background", "general information", "context", "مقدمه", "المقدمه", "خلفيه", "نبذه", "تمهيد", "الغرض",
        "تعريف")
    /// Headings of parts about bidding, money and law.
    static let boilerplate = Phrases(
        "instruction", "submission", "proposal", "bidder", "tenderer", "offeror", "quoter", "definition",
        "interpretation",
        "glossary", "abbreviation", "term and condition", "general condition", "special condition",
        "condition of contract",
        "contract term", "clause", "legal", "insurance", "indemnity", "indemnification", "liability", "dispute",
        "governing law", "payment", "invoice", "invoicing", "pricing", "price", "cost", "budget", "fee", "eligibility",
        "qualification", "evaluation", "award", "selection", "criterion", "scoring", "schedule of event", "key date",
        "important date", "timetable", "calendar", "form", "confidentiality", "warranty", "termination", "intellectual",
        "ownership", "question", "location of work", "contract personnel", "right to inspect", "inspection",
        "unacceptable deliverable", "contract information",
        "travel", "nondiscrimination", "risk of loss", "clarification", "point of contact", "contact", "amendment",
        "addendum", "cancellation",
        "conflict of interest", "anti corruption", "ethic", "protest", "appendix a form", "bond", "guarantee",
        "security deposit",
        "contents", "period of performance", "place of performance", "contract type", "reference", "copyright",
        "license", "preference", "change order", "additional work", "inspection and acceptance", "subcontract",
        "joint venture", "expected timeline", "timeline", "التعريفات", "تعريفات", "تعليمات", "تقديم العروض",
        "شروط عامه", "الشروط العامه", "الشروط الخاصه", "الدفع", "الدفعات", "التسعير", "الضمان", "الغرامات", "التقييم",
        "الترسيه", "المنازعات", "السريه", "التامين", "الجدول الزمني", "المواعيد", "الاستفسارات", "المحتويات", "الفهرس",
        "شروط التاهيل", "الاهليه", "مده العقد")

    /// In text about bidding rather than about the work.
    static let bidding = Phrases(
        "proposal", "bidder", "tenderer", "offeror", "quoter", "quote", "bid", "evaluation", "evaluated", "score",
        "award", "awarded", "page limit", "letter of intent", "cv", "resume", "price", "pricing", "invoice", "payment",
        "liability", "indemnify", "terminate", "termination", "insurance", "confidential", "protest",
        "procurement officer",
        "this rfp", "this rfq", "this document", "this section", "see section", "refer to section", "see attachment",
        "reserve the right", "المتنافس", "المتنافسين", "مقدم العرض", "العروض", "العطاء", "الترسيه", "الضمان", "الغرامه",
        "التقييم", "الكراسه")
    static let outside = Phrases(
        "not required", "out of scope", "excluded", "not include", "not included", "not part of", "by others",
        "not be required", "is not", "are not", "will not", "shall not", "لا يشمل", "خارج نطاق", "مستثني")

    /// What contractors do.
    static let work = Phrases(
        "design", "supply", "install", "installation", "construct", "construction", "build", "test", "testing",
        "commission", "commissioning", "deliver", "delivery", "provide", "provision", "develop", "development",
        "implement", "implementation", "maintain", "maintenance", "operate", "operation", "train", "training",
        "support", "manage", "management", "prepare", "preparation", "review", "conduct", "perform", "survey",
        "demolish", "demolition", "excavation", "replace", "replacement", "refurbish", "refurbishment", "repair",
        "rehabilitation", "integrate", "integration", "migrate", "migration", "configure", "configuration", "deploy",
        "deployment", "document", "documentation", "monitor", "monitoring", "report", "coordinate", "coordination",
        "audit", "assess", "assessment", "research", "study", "procure", "fabricate", "erect", "paint", "clean",
        "upgrade", "extension", "reconstruction", "fit out", "drainage", "foundation", "collect", "analyse", "analyze",
        "establish", "create", "ensure", "update", "write", "translate", "host", "license", "transport", "remove",
        "توريد", "تركيب", "تصميم", "تنفيذ", "انشاء", "صيانه", "تشغيل", "تدريب", "اعداد", "تطوير", "اختبار", "فحص",
        "دراسه", "اشراف", "توفير", "ازاله", "تاهيل", "اداره", "بناء", "تجهيز", "ربط", "تحديث", "هدم", "رصف", "تمديد",
        "دعم", "تحليل", "حفر")
    static let contractor = Phrases(
        "contractor", "consultant", "vendor", "supplier", "service provider", "provider", "successful bidder",
        "selected firm", "auditor", "researcher", "team", "firm", "المقاول", "المورد", "الاستشاري", "مقدم الخدمه",
        "المتعاقد")
    static let duty = Phrases(
        "shall", "must", "will", "is required to", "are required to", "is responsible", "are responsible",
        "is expected to", "should", "يلتزم", "يجب", "يقوم", "علي", "يتولي", "مسؤول")

    /// That a sentence lists what belongs to the work.
    static let includes = Phrases(
        "will include", "shall include", "work include", "scope include", "service include", "project include",
        "comprise", "consist of", "consisting of", "يشمل", "تشمل", "يتضمن", "تتضمن")
    /// First words of sentences that lean on the one before.
    static let pointing = Phrases(
        "it is", "it will", "it should", "it can", "this is", "this will", "this work", "these", "they", "because",
        "below", "if", "however", "additionally", "in this",
        "in the case", "note", "additional note", "as such", "therefore", "once")

    /// Sentences that say what a tender is for.
    static let subject = Phrases(
        "is soliciting", "is seeking", "seek", "seeks", "seeking", "invite", "invites", "intend to", "intends",
        "is searching for",
        "searching for", "looking for", "to procure", "purpose of this", "objective of this", "scope of this contract",
        "scope of the work", "scope of work", "scope of service", "fundamental scope", "the project",
        "the work comprise",
        "work consist", "work comprise", "consist of", "comprise", "wish to", "wishes to", "is in need of", "engage",
        "appoint",
        "this project", "will add", "will build", "is to provide", "is to deliver", "soliciting", "we need",
        "we require", "is requesting", "plan to", "under this contract", "focus on", "focused on", "will focus",
        "تهدف", "يهدف", "ترغب", "تدعو", "يشمل", "يتضمن", "تشمل", "تتضمن", "المشروع", "تطلب", "تعتزم", "تتمثل")
    static let procedure = Phrases(
        "must be received", "no later than", "deadline", "email", "question", "closing", "submitted by",
        "proposal must",
        "reference number", "for more information", "contact", "page", "form", "purpose of this rfp form", "this form",
        "background on", "since our", "founded", "اخر موعد", "البريد")
}

// What the headings of an RFP say about the parts under them.
extension RubricVocabulary {
    /// Headings of parts whose text is money, law or procedure throughout.
    static let foreignHeading = [
        "payment", "invoice", "invoices", "invoicing", "price", "pricing", "cost", "cost proposal", "budget", "fee",
        "insurance",
        "warranty", "bond", "guarantee", "liquidated damages", "penalties", "penalty", "delay damages", "tax", "taxes",
        "indemnification", "indemnity", "liability", "termination", "dispute", "disputes", "general terms",
        "terms and conditions",
        "conditions of contract", "general conditions", "special conditions of contract", "contract terms", "legal",
        "standard contract", "contract provisions", "contract changes", "contract type", "governing law",
        "confidentiality",
        "nondisclosure", "non-disclosure", "intellectual property", "data rights", "assignment of contract",
        "force majeure",
        "table of contents", "definitions", "definition", "glossary", "abbreviations", "acronyms", "copyright", "award",
        "protest", "protests", "debriefing", "discussions with offerors", "clarification of offers", "negotiation",
        "obligation of funds", "volume of purchases", "placement of orders", "order placement", "ordering",
        "evaluation criteria", "evaluation of proposals", "evaluation of bids", "evaluation", "basis for award",
        "scoring",
        "selection criteria", "contractor selection", "award criteria", "formula used", "bid form", "price schedule",
        "bill of quantities", "procurement schedule", "rfp schedule", "schedule of the procurement", "tender schedule",
        "key dates", "questions", "deadline for receipt", "return instructions", "amendments", "alternate proposals",
        "news releases", "pre-proposal conference", "conflict of interest", "federal requirements certification",
        "authorized signature", "offeror certification", "vendor tax id", "protest", "points of contact",
        "point of contact", "contact",
        "equal employment", "provisions", "recitals", "standard agreement", "agreement form", "agreement", "covenants",
        "contract administration", "administration", "authorities and delegations", "article", "verbal presentation",
        "oral presentation", "presentation participants", "oral interview", "interviews", "business associate",
        "clauses", "severability", "eligibility", "qualified offerors", "compliance review", "off-ramping",
        "on-ramping",
        "inspect place of business", "joint ventures", "subcontracting plan", "right of rejection", "bid submission",
        "submission instructions", "submission of proposals", "proposal submission", "quote submission",
        "references na",
        "tender procedure", "procedure of the tender", "validity", "licenses", "dates", "expected timeline",
        "changelog", "change log", "revision history", "document history", "version history", "document control",
        "general process information", "general legal information", "checklist", "attachments",
        "الدفعات", "الدفع", "الأسعار", "السعر", "التكلفة", "التأمين", "الضمانات", "الضمان البنكي", "الغرامات", "غرامات",
        "الضريبة", "الشروط العامة", "الأحكام العامة", "شروط العقد", "الشروط القانونية", "إنهاء العقد", "فسخ العقد",
        "المنازعات", "السرية", "التعريفات", "تعريفات", "قائمة المحتويات", "الفهرس", "تقييم العروض", "معايير التقييم",
        "الترسية",
        "جدول الكميات", "تقديم العروض", "مواعيد المنافسة", "المواعيد", "الاستفسارات", "فتح العروض", "سريان العروض",
        "القوة القاهرة", "الملكية الفكرية", "العرض المالي", "المستخلصات", "الملاحق المالية",
    ]

    /// Headings of parts that describe what is to be done.
    static let requirementHeading = [
        "scope", "requirement", "requirements", "specification", "specifications", "statement of work", "tasks",
        "services",
        "deliverables", "technical requirement", "technical approach", "works", "obligations of the contractor",
        "duties", "responsibilities", "proposal content",
        "content of the proposal", "proposal format", "technical proposal", "objectives",
        "نطاق العمل", "نطاق الأعمال", "نطاق المشروع", "المتطلبات", "المواصفات", "الشروط الفنية", "التزامات المقاول",
        "المهام",
        "المخرجات", "محتويات العرض الفني", "العرض الفني", "نطاق الخدمات", "متطلبات",
    ]

    /// Headings of parts about the client and what came before.
    static let backgroundHeading = [
        "about us", "instructions", "background", "introduction", "purpose", "history", "about the client",
        "who we are", "context",
        "نبذة", "مقدمة", "المقدمة", "خلفية", "عن الجهة",
    ]

    /// Words that say nothing about a subject: a heading of these alone names no criterion.
    static let generalWords = [
        "overall", "tech", "and", "of", "the", "for", "to", "in", "with", "on", "by", "a", "an", "contract", "appendix",
        "annex",
        "exhibit", "schedule", "attachment", "administration", "priority", "higher", "lower", "high", "low",
        "additional",
        "main", "key", "minimum", "mandatory", "part", "section", "chapter", "item", "list", "table", "figure", "form",
        "other", "specific", "special", "particular", "detailed", "full", "employer", "client", "contractor",
        "subcontractor", "bidder",
        "rfp", "tender", "statement", "definition", "qualification", "agreement",
        "في", "من", "على", "ملحق", "الملحق", "جدول", "قسم", "القسم", "الجزء", "البند", "العقد", "المقاول", "الخاصة",
        "الأخرى",
    ]

    /// Stated criteria that the documents of an offer cannot answer.
    static let notJudgedByDocuments = [
        "presentation", "interview", "oral", "verbal", "preference", "demonstration session", "عرض تقديمي", "مقابلة",
    ]

    /// Headings too general to name a criterion.
    static let generalHeading = [
        "scope", "scope of work", "scope of works", "scope of services", "scope of the work", "requirement",
        "requirements",
        "technical requirements", "general requirements", "general", "introduction", "background",
        "background information", "overview", "summary", "executive summary", "objective", "objectives", "description",
        "project description", "project overview", "specification", "specifications", "technical specifications",
        "purpose",
        "purpose of the rfp", "notes", "note", "reference", "references", "statement of work", "annex", "appendix",
        "attachment", "tasks", "task", "service", "services", "works", "work", "about us", "vision", "context",
        "challenge",
        "other", "others", "miscellaneous", "additional information", "information", "details", "request for proposal",
        "request for proposals", "terms of reference", "the project", "project", "location", "deliverables", "process",
        "contents of the proposal", "content of the proposal", "proposal content", "proposal contents",
        "proposal format",
        "proposal format and content", "technical proposal", "expectations", "how to apply", "spec",
        "specification overview",
        "instructions", "instructions to bidders", "instructions to tenderers", "instructions to quoters", "example",
        "examples", "existing conditions", "current state", "open questions", "additional references",
        "technical details",
        "component", "components", "introduction and instructions", "scope of work and deliverables",
        "minimum qualifications",
        "نطاق العمل", "نطاق الأعمال", "المتطلبات", "المواصفات", "المقدمة", "مقدمة", "عام", "نبذة", "الأهداف", "الوصف",
        "وصف المشروع", "متطلبات عامة", "ملاحظات", "الغرض", "خلفية", "أهداف المشروع", "المواصفات الفنية",
        "الشروط الفنية",
        "المتطلبات الفنية", "نبذة عن المشروع", "محتويات العرض", "العرض الفني", "نطاق الخدمات", "المهام", "معلومات عامة",
    ]
}

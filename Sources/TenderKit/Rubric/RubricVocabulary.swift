/// The words that tell a technical requirement from the rest of an RFP.
enum RubricVocabulary {
    static let obligation = [
        "shall", "must", "required", "requires", "is to be", "are to be", "will provide", "responsible for",
        "is required to",
        "should", "need to", "has to", "have to", "expected to", "at least", "no less than", "not less than",
        "minimum of",
        "يجب", "يلتزم", "يتعين", "على المقاول", "على المورد", "على الاستشاري", "على مقدم", "لا يقل", "لا تقل", "ينبغي",
        "يتولى", "يقدم المقاول", "يقوم المقاول", "مطلوب", "لا بد",
    ]

    static let emphasis = [
        "mandatory", "critical", "essential", "at all times", "under no circumstances", "strictly", "crucial", "key",
        "special attention", "highest priority", "most important", "vital", "strongly", "إلزامي", "ضروري", "حرج",
        "أساسي",
        "بالغ الأهمية", "أولوية", "في جميع الأوقات",
    ]

    /// A standard that something has to meet.
    static let standards = [
        "ISO", "EN", "BS", "ASTM", "ASHRAE", "IEC", "IEEE", "NFPA", "ACI", "AASHTO", "SASO", "SBC", "HTM", "DIN",
        "ANSI",
        "WCAG", "NIST", "FIPS", "OSHA", "Eurocode", "FIDIC", "ساسو", "أيزو", "كود البناء السعودي",
    ]

    /// Money and contract terms, which a technical rubric leaves alone.
    static let commercial = [
        "price", "pricing", "priced", "cost", "costing", "payment", "payable", "pay", "paid", "invoice", "invoicing",
        "fee",
        "budget", "financial", "insurance", "insured", "insurer", "warranty", "warranties", "warrant", "bond",
        "guarantee",
        "guaranteed", "surety", "liquidated damages", "penalty", "penalties", "retention money", "tax", "VAT",
        "indemnify",
        "indemnity", "indemnification", "liability", "liable", "termination", "intellectual property",
        "copyright", "discount", "hourly rate", "labor rate", "labour rate", "unit rate", "schedule of rates", "rates",
        "bill of quantities", "BOQ", "profit", "compensation", "reimburse", "reimbursement", "reimbursable",
        "reimbursed", "billed", "billing", "expense",
        "expenditure", "salary", "salaries", "wage", "force majeure", "arbitration", "governing law", "dispute",
        "bid security", "tender security", "dollar", "USD", "SAR", "AED", "EUR", "riyal", "funding", "funds",
        "currency", "defects period", "defects liability", "maintenance bond", "subcontracting value",
        "commercial offer",
        "commercial proposal", "contract value", "contract amount", "contract type", "ownership", "patent", "escrow",
        "license", "licence", "licensed", "licensing",
        "incentive", "quotation", "value engineering savings", "licence fee", "renewal", "damages",
        "terms and conditions", "audited accounts", "turnover",
        "سعر", "أسعار", "التكلفة", "تكاليف", "مستخلص", "المستخلصات", "فاتورة", "فواتير", "تأمين", "ضمان بنكي",
        "الضمان البنكي", "ضمان ابتدائي", "الضمان الابتدائي", "ضمان نهائي", "الضمان النهائي", "فترة الضمان",
        "مدة الضمان",
        "خطاب ضمان", "غرامة", "غرامات", "ضريبة", "خصم", "ميزانية", "رسوم", "مالي", "تعويض", "فسخ", "إنهاء العقد",
        "ريال",
        "حسم", "كفالة", "دفعة", "الدفعات", "دفعات", "دولار", "القيمة المضافة", "قيمة العقد", "التحكيم", "القوة القاهرة",
        "الملكية الفكرية", "المسؤولية القانونية", "جدول الكميات", "عيوب خفية",
    ]

    /// How the tender runs, not what is to be done.
    static let procedure = [
        "proposal must be received", "deadline", "late proposal", "late bid", "late tender", "sealed", "envelope",
        "hard copy",
        "subject line", "procurement officer", "contracting officer", "non responsive", "nonresponsive", "responsive",
        "disqualify", "disqualified", "disqualification", "eliminated", "rejected", "reject", "rejection", "addendum",
        "addenda", "amendment", "question must", "remain valid", "bid validity", "awarded", "award",
        "evaluation committee", "evaluated", "scored", "evaluation criteria", "evaluation of proposals",
        "technical evaluation", "evaluators", "be evaluated", "protest",
        "debarment", "debarred", "certification regarding", "offeror certification", "authorized to bind",
        "reserves the right", "same meaning", "hereto", "hereof", "hereunder", "herein", "CFR", "C.F.R.", "U.S.C.",
        "sovereign", "waive", "waiver",
        "this agreement", "this clause", "unlawful", "discrimination", "pursuant to", "business associate",
        "bidder preference", "offeror preference", "page limitation", "verbal presentation", "oral presentation",
        "oral interview", "attend the session", "please refer", "invites", "invite", "invited to", "reserve the right",
        "pre-bid", "pre-proposal", "page limit",
        "point font", "submission of proposals", "proposals due", "proposals have at most", "submitted separately",
        "are submitted", "solicitation", "request for proposals", "bidder's expense", "collusion",
        "conflict of interest", "signature", "confidentiality agreement", "weighting", "will be judged",
        "pass fail", "shortlist", "news release", "business license",
        "proposals are", "bid", "bids", "tenderer must submit", "joint venture",
        "set-aside", "quoter", "purchase agreement", "task order", "debrief", "ineligible",
        "تدعو", "دعوة", "آخر موعد", "موعد تقديم", "تقديم العروض", "فتح المظاريف", "مظروف", "المظاريف", "الترسية",
        "ترسية", "استبعاد",
        "يستبعد", "لجنة فتح", "لجنة فحص", "تقييم العروض", "المفاضلة", "الاستفسارات", "البريد الإلكتروني", "سريان العرض",
        "صلاحية العرض", "نسخة ورقية", "منافسة", "المنافسة", "كراسة", "المتنافسين", "إلغاء المنافسة", "درجة", "النقاط",
    ]

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
        "about us", "background", "introduction", "purpose", "history", "about the client", "who we are", "context",
        "نبذة", "مقدمة", "المقدمة", "خلفية", "عن الجهة",
    ]

    /// Words that say nothing about a subject: a heading of these alone names no criterion.
    static let generalWords = [
        "overall", "and", "of", "the", "for", "to", "in", "with", "on", "by", "a", "an", "contract", "appendix",
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

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
}

/// Words that tell which event a date belongs to. Looked for in folded text.
enum EventCues {
    /// Who asks, offers, presents, is issued.
    static let offer = Phrases(
        "proposal", "bid", "tender", "offer", "quote", "quotation", "response to this rfp", "rfp response", "response",
        "statement of qualification", "submission", "expression of interest", "application", "العرض", "العروض", "عروض",
        "العطاء", "عطاء", "المظاريف", "المظروف")
    static let question = Phrases(
        "question", "query", "clarification", "rfi", "enquiry", "inquiry", "request for information", "q a",
        "استفسار", "اسئله", "الاسئله", "سؤال", "ايضاح", "استيضاح", "توضيح")
    static let meeting = Phrases(
        "interview", "oral presentation", "bidder presentation", "vendor presentation", "supplier presentation",
        "offeror presentation", "tenderer presentation", "proponent presentation", "finalist presentation",
        "shortlisted presentation", "presentation", "mid tender", "mid bid", "demonstration", "demo", "مقابله",
        "مقابلات", "عرض تقديمي", "العروض التقديميه", "العرض التقديمي", "عروض تقديميه", "اجتماع منتصف")
    static let request = Phrases(
        "rfp", "rfq", "rft", "itt", "itb", "ifb", "rfx", "solicitation", "tender", "invitation", "bid document",
        "procurement document", "كراسه", "الكراسه", "المنافسه", "المناقصه", "طلب العروض",
        "طلب تقديم", "طلب عروض", "وثائق", "الدعوه")

    static let releaseVerb = Phrases(
        "issue", "issued", "issuance", "issuing", "release", "released", "publish", "published", "publication",
        "posting", "posted", "launch", "launched", "advertised", "advertisement", "announced", "announcement",
        "made available", "distributed", "dispatch", "طرح", "الطرح", "اصدار", "الاصدار", "نشر", "النشر", "اعلان",
        "الاعلان", "صدور")
    static let releaseLabel = Phrases(
        "issue date", "date of issue", "date issued", "release date", "date of release", "date released",
        "publication date", "date of publication", "date published", "publication in", "contract notice",
        "posting date", "date posted", "issued on",
        "released on", "published on", "issued", "released", "published", "date of advertisement", "تاريخ الطرح",
        "تاريخ طرح", "طرح المنافسه", "طرح المناقصه", "تاريخ الاصدار", "تاريخ اصدار", "تاريخ النشر", "تاريخ نشر",
        "طرح الكراسه", "تاريخ الاعلان")

    static let deadline = Phrases(
        "deadline", "due", "closing", "close", "closed", "last date", "last day", "latest date", "latest time",
        "no later than", "not later than", "cut off", "cutoff", "final date", "end date", "end of",
        "final day",
        "must be received", "shall be received", "must be submitted", "shall be submitted", "return date", "receipt",
        "submission", "submit", "submitted", "received", "receive", "return", "returned", "delivered", "lodged",
        "sent", "upload", "uploaded", "اخر موعد", "اخر يوم", "الموعد النهائي", "موعد اقصاه", "تاريخ الاغلاق", "اغلاق",
        "انتهاء", "نهايه", "موعد لا يتجاوز", "لا يتعدي", "موعد تقديم", "تاريخ تقديم", "تقديم", "تسليم", "استلام",
        "استقبال", "ايداع", "ارسال", "تلقي")
    /// A deadline in so many words, whoever's it is.
    static let plainDeadline = Phrases(
        "deadline", "due", "closing", "last date", "last day", "no later than", "not later than", "cut off",
        "must be received", "shall be received", "must be submitted", "shall be submitted", "اخر موعد",
        "الموعد النهائي",
        "موعد اقصاه", "لا يتجاوز", "الاغلاق")
    static let until = Phrases("by", "before", "until", "till", "on or before", "prior to", "up to", "قبل", "حتي")

    static let submissionLabel = Phrases(
        "proposal due", "bid due", "tender due", "offer due", "quote due", "quotation due", "response due", "rfp due",
        "proposal are due", "bid are due", "tender are due", "offer are due", "quote are due", "quotation are due",
        "response are due", "proposal submission", "bid submission", "tender submission", "quote submission",
        "offer submission", "quotation submission", "submission deadline", "submission due", "deadline for submission",
        "deadline for receipt", "deadline for proposal", "deadline for bid", "deadline for tender",
        "deadline for quotation", "deadline to submit proposal", "proposal deadline", "bid deadline",
        "tender deadline", "closing date", "closing time", "tender closing", "bid closing", "rfp closing",
        "rfq closing", "rfp close", "rfq close", "tender close", "bid close", "submission date", "date of submission",
        "submission of proposal", "submission of tender", "submission of bid", "submission of offer",
        "submission of quotation", "submit proposal", "submit bid", "submit their proposal", "submit their bid",
        "submit their tender", "submit tender", "return of tender", "tender return",
        "receipt of proposal", "receipt of bid", "receipt of tender", "receipt of offer", "receipt of quotation",
        "receipt of response", "last date for submission", "تقديم العروض", "تسليم العروض", "استلام العروض",
        "استقبال العروض", "تقديم العطاء", "تسليم العطاء", "استلام العطاء", "ايداع العطاء", "ايداع العروض",
        "تقديم العرض", "لتقديم العروض", "اغلاق المنافسه", "اغلاق المناقصه", "تسليم المظاريف", "تقديم المظاريف",
        "النهائي للتقديم", "موعد للتقديم", "اقفال المنافسه", "الاغلاق")

    /// Parts and tables that hold the dates of the procedure.
    static let schedule = Phrases(
        "schedule of event", "key date", "important date", "timetable", "timeline", "calendar of event",
        "procurement schedule", "tender schedule", "rfp schedule", "schedule", "procurement timetable",
        "milestone date",
        "tender programme", "procurement programme", "procurement calendar", "date", "deadline", "الجدول الزمني",
        "المواعيد", "مواعيد", "التواريخ", "تواريخ", "البرنامج الزمني", "التاريخ")

    /// A date in this text has been moved.
    static let amends = Phrases(
        "extended to", "extended until", "extended till", "extended from", "is extended", "been extended",
        "postponed to", "postponed until", "changed to", "changed from", "revised to", "revised from", "amended to",
        "amended from", "rescheduled", "moved to", "brought forward", "new closing date", "new deadline", "new date",
        "new submission date", "revised closing", "revised deadline", "revised date", "revised submission", "to read",
        "is now", "now due", "now be", "replaced by", "replaced with", "instead of", "in lieu of", "rather than",
        "deferred to", "extension of", "تمديد", "تاجيل", "يمدد", "مدد",
        "ليصبح", "لتصبح", "الي تاريخ", "بدلا من", "الموعد الجديد", "المعدل")
    /// The sentence speaks of another tender than this one.
    static let earlier = Phrases(
        "previous tender", "previous procurement", "previous rfp", "earlier tender", "earlier rfp", "past tender",
        "former tender", "last tender", "previous competition", "المنافسه السابقه")
    static let cancelled = Phrases("cancelled", "canceled", "ملغاه", "ملغي")
    static let denied = Phrases("not due", "not the deadline", "not the closing date", "not the submission date")

    /// Right before the date that no longer holds.
    static let superseded = Phrases(
        "from", "original", "originally", "instead of", "rather than", "previous", "previously", "in lieu of",
        "in place of", "replacing", "was", "بدلا من", "السابق", "الاصلي", "من")
}

/// What speaks against an event, and how much.
struct Distractor: Sendable {
    var phrases: Phrases
    var points: Double
    var name: String

    /// Whatever the event.
    static let any: [Distractor] = [
        .init(
            phrases: Phrases("example", "sample", "illustration", "e g", "for instance", "dd mm", "مثال"), points: 9,
            name: "an example"),
        .init(
            phrases: Phrases(
                "validity", "valid", "remain open", "expire", "expiry", "expiration", "binding until", "صلاحيه",
                "سريان", "ساري"), points: 6, name: "how long something is valid"),
        .init(
            phrases: Phrases(
                "revision", "rev", "version", "last updated", "last revised", "edition", "copyright", "template",
                "form date", "الاصدار رقم", "رقم الاصدار"), points: 6, name: "a version of the document"),
        .init(
            phrases: Phrases(
                "law", "decree", "act", "federal register", "regulation", "code of", "directive",
                "resolution", "in force", "effective date", "dated", "مرسوم", "لائحه", "قرار وزاري"), points: 6,
            name: "a law, standard or letter"),
        .init(
            phrases: Phrases(
                "signed", "signature", "founded", "established", "incorporated", "since", "born", "التوقيع", "توقيع"),
            points: 6, name: "a signature or a history"),
        .init(
            phrases: Phrases(
                "intent to bid", "intent to respond", "intent to propose", "intention to bid", "intention to tender",
                "intention to submit", "notice of intent", "letter of intent", "intent to award", "registration",
                "register", "confirm attendance", "rsvp", "acknowledgement", "acknowledge receipt",
                "expression of interest",
                "pre qualification", "prequalification", "التسجيل", "تسجيل", "خطاب نوايا", "رغبه", "التاهيل"),
            points: 5, name: "an earlier step"),
        .init(
            phrases: Phrases(
                "award", "awarded", "letter of acceptance", "notification", "notify", "standstill", "contract start",
                "start of contract", "contract commencement", "commencement", "commence", "contract signing",
                "contract execution", "execution of contract", "mobilization", "mobilisation", "kick off", "go live",
                "completion", "complete", "handover", "hand over", "period of performance", "contract period",
                "term of contract", "term of this contract", "contract term", "start date", "الترسيه", "ترسيه",
                "توقيع العقد", "بدء العمل", "مباشره", "انجاز", "انتهاء المشروع", "مده العقد"), points: 4.5,
            name: "award or performance"),
        .init(
            phrases: Phrases(
                "payment", "invoice", "fiscal year", "financial year", "financial statement", "tax", "bond",
                "bank guarantee", "bid security", "tender security", "insurance", "liquidated", "warranty", "defect",
                "دفعه", "فاتوره", "ضمان", "تامين", "غرامه", "السنه الماليه"), points: 4.5, name: "money"),
        .init(phrases: EventCues.cancelled, points: 9, name: "what is off"),
        .init(phrases: EventCues.earlier, points: 9, name: "another tender"),
        .init(
            phrases: Phrases(
                "student shall", "student must", "student submit", "grant proposal", "grant application",
                "interview of applicant", "system shall", "platform shall", "portal shall", "software shall"),
            points: 6,
            name: "what is bought"),
        .init(
            phrases: Phrases(
                "protest", "appeal", "debrief", "debriefing", "grievance", "complaint", "التظلم", "تظلم", "الاعتراض"),
            points: 6, name: "a protest"),
    ]

    static func specific(to event: TenderEvent) -> [Distractor] {
        switch event {
        case .rfpRelease: release
        case .vendorQuestionsDeadline: questions
        case .midTenderInterviews: interviews
        case .proposalSubmissionDeadline: submission
        }
    }

    private static let answers = Phrases(
        "answer", "response to", "reply", "respond", "responded", "responding", "publish", "published", "publication",
        "addendum", "addenda", "issue", "issued", "issuance", "posted", "posting", "feedback", "distribute", "الرد",
        "ردود", "الردود", "اجابه", "الاجابه", "الاجابات", "اجابات")

    private static let release: [Distractor] = [
        .init(
            phrases: Phrases(
                "answer", "response", "addendum", "addenda", "amendment", "clarification", "question",
                "purchase order", "task order", "certificate", "permit", "letter", "drawing", "license", "licence",
                "report", "result", "shortlist", "contract document", "contract issued", "form of contract",
                "work order", "visa", "notice to proceed", "deadline",
                "due", "closing", "no later than", "نتائج", "اجابات", "استفسار", "رخصه", "شهاده", "تقرير"),
            points: 6, name: "issue of something else")
    ]
    private static let questions: [Distractor] = [
        .init(phrases: answers, points: 9, name: "answers to questions")
    ]
    private static let interviews: [Distractor] = [
        .init(
            phrases: Phrases(
                "pre bid", "pre proposal", "pre tender", "prebid", "site visit", "site inspection",
                "pre submission", "user interview", "stakeholder interview", "public presentation", "briefing",
                "deadline for question", "زياره", "تمهيدي"), points: 6, name: "another meeting"),
        .init(
            phrases: Phrases("of design", "of the design", "of concept", "of finding", "of the finding", "of result"),
            points: 4, name: "the work itself"),
        .init(
            phrases: Phrases("notification of", "invitation to", "invited to", "selection for"), points: 3,
            name: "an invitation to it"),
    ]
    private static let submission: [Distractor] = [
        .init(
            phrases: Phrases(
                "opening of", "bid opening", "tender opening", "proposal opening", "opened", "opening date", "opening",
                "فتح"),
            points: 5, name: "the opening of offers"),
        .init(
            phrases: Phrases(
                "evaluation", "evaluate", "shortlist", "shortlisted", "shortlisting", "evaluated", "selection of",
                "review of proposal", "review of bid", "negotiation", "تقييم", "فحص"),
            points: 4.5, name: "the evaluation"),
        .init(phrases: EventCues.meeting, points: 6, name: "a presentation"),
        .init(phrases: EventCues.question, points: 6, name: "questions"),
        .init(
            phrases: Phrases(
                "report", "deliverable", "invoice", "sample", "hard copy", "withdrawal", "modification of", "drawing",
                "shop drawing", "design proposal", "design submission", "method statement", "as built", "submittal",
                "mock up", "manual", "المخططات", "التقرير", "تقرير"),
            points: 4, name: "handing in of something else"),
        .init(
            phrases: Phrases(
                "pre bid", "pre proposal", "site visit", "pre tender", "زياره", "تمهيدي"), points: 6,
            name: "another meeting"),
    ]
}

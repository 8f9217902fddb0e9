extension RubricTopic {
    static let assurance: [RubricTopic] = [
        RubricTopic(
            id: "quality", scope: .assurance,
            name: .init("Quality assurance", "ضمان الجودة"),
            aim: .init(
                "Assesses how quality is planned, checked and recorded.",
                "يقيّم هذا المعيار التخطيط للجودة وضبطها وتوثيقها."),
            names: [
                .construction: .init("Quality assurance and quality control", "ضمان الجودة وضبطها"),
                .subcontract: .init("Quality plan, inspection and hold points", "خطة الجودة والتفتيش ونقاط التوقف"),
                .service: .init("Quality assurance and tools", "ضمان الجودة والأدوات"),
                .technology: .init("Quality assurance and testing", "ضمان الجودة والاختبار"),
            ],
            base: [.construction: 9, .subcontract: 11, .service: 8, .technology: 8, .supply: 9],
            strong: [
                "quality", "quality assurance", "quality control", "QA/QC", "quality plan", "ISO 9001", "inspection",
                "ITP", "inspection and test plan", "hold point", "witness point", "non-conformance", "test plan",
                "automated test", "automated testing", "code review", "unit test", "user acceptance test", "UAT",
                "acceptance criteria", "test cases", "laboratory", "testing strategy", "quality management",
                "certificate of conformity", "regression", "audit trail", "code coverage", "الجودة", "ضبط الجودة",
                "ضمان الجودة", "خطة الجودة", "نقاط التوقف", "خطة التفتيش", "التفتيش", "الفحص والاختبار", "المختبر",
                "عدم المطابقة",
                "شهادة المطابقة", "الآيزو",
            ],
            weak: ["test", "testing", "check", "inspect", "audit", "defect", "فحص", "اختبار"]),
        RubricTopic(
            id: "safety", scope: .assurance,
            name: .init("Health, safety and environment", "الصحة والسلامة والبيئة"),
            aim: .init(
                "Assesses how people, neighbours and the environment are protected.",
                "يقيّم هذا المعيار حماية العاملين والجوار والبيئة."),
            base: [.construction: 12, .subcontract: 10, .service: 3],
            strong: [
                "HSE", "health and safety", "safety", "safety plan", "safety officer", "HSE officer", "ISO 45001",
                "ISO 14001", "accident", "PPE", "permit to work", "risk of fall", "working at height", "environmental",
                "environmental plan", "waste", "hazard assessment", "hazard identification", "hazardous",
                "infection control", "first aid", "emergency plan", "emergency response", "emergency procedure",
                "escape route", "dust", "toolbox talk", "lifting plan", "fire safety", "run-off", "spill", "pollution",
                "emissions", "lost time", "scaffolding", "السلامة", "الصحة والسلامة", "السلامة المهنية", "البيئة",
                "الحوادث",
                "معدات الوقاية", "مسؤول السلامة", "خطة السلامة", "النفايات", "المخلفات", "الطوارئ", "الإسعافات",
                "مخارج",
                "تصريح عمل", "الحريق",
            ],
            weak: ["health", "protect", "environment", "fire", "الحماية", "الصحة"]),
        RubricTopic(
            id: "risk", scope: .assurance,
            name: .init("Risk management", "إدارة المخاطر"),
            aim: .init(
                "Assesses how risks are identified, owned and reduced.",
                "يقيّم هذا المعيار تحديد المخاطر وتوزيع مسؤوليتها والحد منها."),
            names: [.construction: .init("Risk and temporary works", "إدارة المخاطر والأعمال المؤقتة")],
            base: [.construction: 6, .service: 4, .technology: 4],
            strong: [
                "risk management", "risk register", "mitigation", "mitigate", "temporary works", "contingency",
                "risk assessment", "falsework", "shoring", "risk", "contingency plan", "business continuity",
                "formwork",
                "dewatering", "المخاطر", "إدارة المخاطر", "سجل المخاطر", "الأعمال المؤقتة", "سند جوانب الحفر",
                "خطة بديلة",
            ],
            weak: ["temporary", "delay", "مؤقتة"]),
        RubricTopic(
            id: "stakeholders", scope: .assurance,
            name: .init("Stakeholders and communication", "أصحاب المصلحة والتواصل"),
            aim: .init(
                "Assesses how the client and others concerned are involved and informed.",
                "يقيّم هذا المعيار إشراك الجهة المالكة وأصحاب المصلحة وإطلاعهم."),
            base: [.service: 6],
            strong: [
                "stakeholder", "consultation", "communication plan", "public participation", "steering committee",
                "weekly meeting", "kick-off meeting", "status meeting", "community engagement", "collaborate",
                "collaboration", "progress meetings", "working group", "public engagement", "public workshop",
                "workshops", "public hearing", "أصحاب المصلحة", "خطة التواصل",
                "اجتماعات", "الاجتماعات الدورية", "التنسيق مع الجهات", "اللجنة التوجيهية",
            ],
            weak: ["meeting", "communication", "community", "consult", "اجتماع", "التواصل"]),
        RubricTopic(
            id: "security", scope: .assurance,
            name: .init("Information security and privacy", "أمن المعلومات والخصوصية"),
            aim: .init(
                "Assesses how systems and data are kept secure and private.",
                "يقيّم هذا المعيار حماية الأنظمة والبيانات وخصوصيتها."),
            base: [.technology: 10],
            strong: [
                "information security", "cybersecurity", "cyber security", "security requirement", "penetration test",
                "penetration testing", "vulnerability", "encryption", "encrypted", "authentication", "access control",
                "privacy", "personal data", "data protection", "ISO 27001", "FISMA", "NIST", "SOC 2", "GDPR", "HIPAA",
                "security plan", "security assessment", "authorization to operate", "PII", "confidential data",
                "security controls", "multi-factor", "spam", "fuzzing", "أمن المعلومات", "الأمن السيبراني", "التشفير",
                "الخصوصية", "حماية البيانات", "اختبار الاختراق", "الثغرات", "الصلاحيات", "التحقق من الهوية",
            ],
            weak: ["security", "secure", "login", "أمن"]),
        RubricTopic(
            id: "sustainability", scope: .assurance,
            name: .init("Sustainability and energy", "الاستدامة وكفاءة الطاقة"),
            aim: .init(
                "Assesses the contribution to energy, water and resource goals.",
                "يقيّم هذا المعيار الإسهام في أهداف الطاقة والمياه والموارد."),
            strong: [
                "sustainability", "sustainable", "energy efficiency", "carbon", "LEED", "BREEAM", "Mostadam",
                "renewable",
                "recycled content", "embodied carbon", "green building", "water efficiency", "solar", "الاستدامة",
                "كفاءة الطاقة", "الطاقة المتجددة", "المباني الخضراء", "مستدام",
            ],
            weak: ["energy"]),
        RubricTopic(
            id: localContext, scope: .assurance,
            name: .init("Local context and site constraints", "السياق المحلي وقيود الموقع"),
            aim: .init(
                "Assesses how the offer answers the conditions of the place where the contract is carried out.",
                "يقيّم هذا المعيار استجابة العرض لظروف مكان تنفيذ العقد."),
            base: [.construction: 8, .subcontract: 6, .service: 6, .technology: 5, .supply: 6],
            strong: LocalContextCues.strong, weak: LocalContextCues.weak),
    ]
}

/// What an RFP says about the place: the site and its neighbours, authorities, climate, language, working hours.
enum LocalContextCues {
    static let strong = [
        "site conditions", "site constraint", "site access", "site location", "location of work",
        "place of performance",
        "occupied", "remain open", "remains open", "stay open", "stays open", "stays in use", "remain in use",
        "in operation", "live environment", "traffic management", "traffic", "lane", "pedestrian", "working hours",
        "night work", "noise", "vibration", "neighbour", "neighbor", "municipality", "civil defence", "civil defense",
        "local authority", "permits", "climate", "weather", "temperature outdoors", "summer", "winter", "extreme heat",
        "heat stress", "snow", "rainfall",
        "flood-prone", "flood plain", "seismic", "wind load", "ramadan", "local content", "saudization",
        "emiratisation", "local regulations",
        "local language", "arabic language", "in arabic", "bilingual", "time zone", "on-site", "onsite", "remote work",
        "remote area", "existing services", "existing utilities", "groundwater", "soil conditions", "site visit",
        "protected area", "heritage", "work permits", "security clearance", "background check", "data residency",
        "within the country", "within the state", "local time", "island", "harbour", "airport", "existing building",
        "existing facility", "existing hospital", "existing school", "building code", "state law", "local law",
        "ظروف الموقع", "قيود الموقع", "موقع المشروع", "الأمانة", "البلدية", "الدفاع المدني", "المناخ", "درجات الحرارة",
        "ساعات العمل", "الضوضاء", "حركة المرور", "المرور", "المحتوى المحلي", "السعودة", "التوطين", "اللغة العربية",
        "المبنى القائم", "المنشأة القائمة", "المستخدمين الحاليين", "المرافق القائمة", "المجاورين", "الجهات المختصة",
        "التصاريح", "الحرمين", "الحج", "موسم الحج", "رمضان", "زيارة الموقع", "مشغول", "قيد التشغيل", "الطقس",
        "المياه الجوفية",
        "كود البناء السعودي", "داخل المملكة", "فترة الصيف", "المنطقة",
    ]
    static let weak = [
        "site", "local", "location", "authority", "country", "city", "region", "regulation",
        "الموقع", "المدينة", "المملكة", "المحلية", "القائم",
    ]
}

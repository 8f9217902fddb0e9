extension RubricTopic {
    static let approach: [RubricTopic] = [
        RubricTopic(
            id: "method", scope: .approach, isOpen: false,
            name: .init("Construction methodology and sequencing", "منهجية التنفيذ وتسلسل الأعمال"),
            aim: .init(
                "Assesses how the method statement carries out and sequences the works.",
                "يقيّم هذا المعيار كيفية تنفيذ الأعمال وتسلسلها في منهجية العرض."),
            base: [.construction: 18],
            strong: [
                "method statement", "construction method", "methodology", "sequence", "sequencing", "phasing", "phases",
                "phase", "demolition", "excavation", "piling", "piled foundations", "foundations", "concrete",
                "reinforced concrete", "steel structure", "structural", "earthworks", "reconstruction",
                "temporary traffic", "pavement", "carriageway", "drainage", "refurbishment", "envelope",
                "plant and crews",
                "construction plan", "bearings", "waterproofing", "منهجية التنفيذ", "طريقة التنفيذ", "أسلوب التنفيذ",
                "تسلسل الأعمال", "مراحل التنفيذ", "الحفر", "الهدم", "الأساسات", "الخرسانة", "الردم", "العزل", "الإزالة",
                "منهجية", "أعمال الحفر", "الهيكل الإنشائي",
            ],
            weak: ["method", "construct", "build", "منهجية"]),
        RubricTopic(
            id: "compliance", scope: .approach, isOpen: false,
            name: .init("Compliance with the specification", "المطابقة للمواصفات الفنية"),
            aim: .init(
                "Assesses how far what is offered meets the stated specification, item by item.",
                "يقيّم هذا المعيار مدى مطابقة المعروض للمواصفات المطلوبة بندًا بندًا."),
            base: [.subcontract: 16, .supply: 22, .construction: 6],
            strong: [
                "specification", "technical specification", "compliance statement", "data sheet", "shall comply with",
                "in accordance with", "conform to", "minimum requirement", "rated", "capacity", "tolerance",
                "dimension",
                "performance requirement", "manufactured to", "المواصفات", "المواصفات الفنية", "المطابقة", "مطابق",
                "وفق المواصفات", "الكود", "كود البناء", "النشرة الفنية",
            ],
            weak: [
                "comply", "standard", "requirement", "size", "type", "material", "mm", "kw", "model", "المعيار",
                "السعة",
            ]),
        RubricTopic(
            id: "approach", scope: .approach, isOpen: false,
            name: .init("Understanding and technical approach", "فهم المشروع والمنهجية الفنية"),
            aim: .init(
                "Assesses the understanding of the assignment and the approach proposed for it.",
                "يقيّم هذا المعيار فهم المهمة والمنهجية المقترحة لتنفيذها."),
            base: [.service: 20, .technology: 14],
            strong: [
                "approach", "methodology", "understanding", "technical approach", "objective", "scope of services",
                "analysis", "assessment", "study", "feasibility", "assess", "review", "recommendation", "investigate",
                "survey", "user research", "human centered design", "discovery", "goal", "agile", "iterative",
                "prototype",
                "المنهجية", "منهجية العمل", "فهم المشروع", "نطاق الخدمات", "دراسة", "تحليل", "أهداف المشروع", "مراجعة",
                "تقييم الوضع الراهن", "توصيات", "الوضع الراهن",
            ],
            weak: ["method", "propose", "service", "task", "describe", "research", "نطاق العمل", "الأهداف", "خدمات"]),
        RubricTopic(
            id: "design", scope: .approach,
            name: .init("Design, drawings and submittals", "التصميم والمخططات والاعتمادات"),
            aim: .init(
                "Assesses how design, drawings and submittals are prepared, coordinated and approved.",
                "يقيّم هذا المعيار إعداد التصاميم والمخططات والاعتمادات وتنسيقها."),
            names: [
                .subcontract: .init("Materials and shop drawings", "المواد ورسومات الورشة"),
                .construction: .init(
                    "Design, BIM and materials submittals", "التصميم ونمذجة معلومات البناء واعتماد المواد"),
            ],
            base: [.subcontract: 14, .construction: 7],
            strong: [
                "shop drawing", "detailed design", "design development", "BIM", "clash", "submittal",
                "material approval",
                "material submittal", "sample", "mock-up", "as-built", "design calculation", "detailed drawing",
                "working drawing", "approved manufacturer", "vendor list", "calculations", "رسومات الورشة",
                "المخططات التنفيذية", "مخططات الورشة", "اعتماد المواد", "العينات", "التصميم", "نمذجة معلومات البناء",
                "المخططات", "الرسومات التنفيذية", "عينات",
            ],
            weak: ["drawing", "design", "model", "material", "المواد", "الرسومات"]),
        RubricTopic(
            id: "interfaces", scope: .approach, isOpen: false,
            name: .init("Interfaces and coordination", "التنسيق ونقاط الربط مع الأطراف الأخرى"),
            aim: .init(
                "Assesses how interfaces with other parties, trades and systems are managed.",
                "يقيّم هذا المعيار إدارة نقاط الربط مع الأطراف والأعمال والأنظمة الأخرى."),
            base: [.subcontract: 10, .construction: 5],
            strong: [
                "interface", "coordinate", "coordination", "other contractors", "other trades", "by others",
                "adjacent works", "builder's work", "attendance", "coordination drawing", "work of others", "التنسيق",
                "التنسيق مع", "المقاولين الآخرين", "نقاط الربط", "الجهات الأخرى",
            ],
            weak: ["main contractor", "others", "المقاول الرئيسي"]),
        RubricTopic(
            id: "functions", scope: .approach, isOpen: false,
            name: .init("Functional requirements", "المتطلبات الوظيفية"),
            aim: .init(
                "Assesses how completely the solution covers the functions that are asked for.",
                "يقيّم هذا المعيار مدى تغطية الحل للوظائف المطلوبة."),
            base: [.technology: 14],
            strong: [
                "functional requirement", "functionality", "feature", "use case", "user story", "user stories",
                "workflow",
                "module", "dashboard", "search", "notification", "the system shall", "the system must",
                "the solution must",
                "the solution shall", "the widget", "allow users", "report generation", "the application shall",
                "business process", "self-service", "المتطلبات الوظيفية", "يتيح النظام", "يجب أن يوفر النظام",
                "الوظائف",
                "لوحة معلومات", "التقارير", "إشعارات", "حالات الاستخدام", "يدعم النظام", "وحدات النظام", "خدمة ذاتية",
            ],
            weak: [
                "function", "user", "system", "form", "click", "display", "filter", "portal", "النظام", "المستخدم",
                "البوابة",
            ]),
        RubricTopic(
            id: "architecture", scope: .approach, isOpen: false,
            name: .init("Architecture, integration and data", "البنية التقنية والتكامل والبيانات"),
            aim: .init(
                "Assesses the technical architecture, its integrations and the handling of data.",
                "يقيّم هذا المعيار البنية التقنية وتكاملها مع الأنظمة الأخرى والتعامل مع البيانات."),
            base: [.technology: 12],
            strong: [
                "architecture", "integration", "integrate", "API", "data migration", "migrate", "database", "hosting",
                "cloud", "infrastructure", "scalability", "scalable", "performance of the system", "response time",
                "technology stack", "open source", "source code", "backup", "disaster recovery", "high availability",
                "interoperability", "smart contract", "server", "version control", "البنية التقنية", "البنية التحتية",
                "التكامل", "نقل البيانات", "ترحيل البيانات", "قاعدة بيانات", "قواعد البيانات", "الاستضافة", "السحابية",
                "النسخ الاحتياطي", "واجهات برمجية", "واجهة برمجة", "التعافي من الكوارث", "الربط مع",
            ],
            weak: ["data", "platform", "software", "technology", "stack", "البيانات", "المنصة"]),
        RubricTopic(
            id: "usability", scope: .approach, isOpen: false,
            name: .init("User experience and accessibility", "تجربة المستخدم وسهولة الوصول"),
            aim: .init(
                "Assesses the design for users, its testing with them, and accessibility.",
                "يقيّم هذا المعيار تصميم تجربة المستخدم واختبارها وسهولة الوصول."),
            base: [.technology: 7],
            strong: [
                "user experience", "UX", "user interface", "UI", "usability", "accessibility", "WCAG", "section 508",
                "user centered", "user-centered design", "design system", "responsive design", "mobile friendly",
                "wireframe",
                "plain language", "user testing", "usability testing", "تجربة المستخدم", "واجهة المستخدم",
                "سهولة الاستخدام",
                "سهولة الوصول",
            ],
            weak: ["accessible", "screen", "mobile", "style"]),
    ]
}

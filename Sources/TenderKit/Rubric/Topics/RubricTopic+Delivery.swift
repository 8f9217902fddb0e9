extension RubricTopic {
    static let delivery: [RubricTopic] = [
        RubricTopic(
            id: "schedule", scope: .delivery,
            name: .init("Work plan and deliverables", "خطة العمل والمخرجات"),
            aim: .init(
                "Assesses whether the plan of work meets the stated dates, stages and deliverables.",
                "يقيّم هذا المعيار مدى وفاء خطة العمل بالمواعيد والمراحل والمخرجات المطلوبة."),
            names: [
                .construction: .init("Programme and schedule integration", "البرنامج الزمني وتكامل الجدولة"),
                .subcontract: .init("Fabrication and installation schedule", "جدول التصنيع والتركيب"),
                .supply: .init("Delivery schedule", "جدول التوريد"),
            ],
            base: [.construction: 12, .subcontract: 12, .service: 12, .technology: 9, .supply: 8],
            strong: [
                "schedule", "programme", "critical path", "milestone", "work plan", "timeline", "time schedule",
                "project plan", "completion date", "time for completion", "lead time", "deliverable",
                "baseline programme",
                "look ahead", "calendar days", "working days", "gantt", "weeks", "months", "inception report",
                "final report",
                "draft report", "monthly report", "progress report", "status report", "project management",
                "delivery time", "البرنامج الزمني", "الجدول الزمني", "خطة العمل",
                "مدة التنفيذ", "المخرجات", "المسار الحرج", "مدة المشروع", "تقرير شهري", "تقارير دورية",
                "التقرير النهائي",
                "مدة العقد", "خلال مدة", "يوم عمل", "أسبوع", "أسابيع", "أشهر", "شهرًا", "إدارة المشروع",
                "المعالم الرئيسية",
            ],
            weak: ["day", "date", "report", "plan", "complete", "شهر", "يوم", "تقرير", "خطة"]),
        RubricTopic(
            id: "commissioning", scope: .delivery, isOpen: false,
            name: .init("Testing, commissioning and handover", "الاختبار والتشغيل التجريبي والتسليم"),
            aim: .init(
                "Assesses how the result is tested, commissioned and handed over.",
                "يقيّم هذا المعيار الاختبار والتشغيل التجريبي والتسليم."),
            names: [.supply: .init("Installation and commissioning", "التركيب والتشغيل")],
            base: [.construction: 8, .subcontract: 4, .supply: 10],
            strong: [
                "commissioning", "commission", "handover", "handing over", "handed over", "taking over",
                "testing and commissioning", "pressure test", "pressure-tested", "functional test", "start-up",
                "site acceptance test", "SAT", "factory acceptance test", "FAT", "witness", "witnessed",
                "operation and maintenance manual", "O&M manual", "performance test", "التشغيل التجريبي",
                "الاختبار والتشغيل",
                "التسليم الابتدائي", "التسليم النهائي", "اختبارات القبول", "الاختبارات", "كتيبات التشغيل",
                "التشغيل والاختبار",
            ],
            weak: ["test", "installation", "install", "manual", "تركيب", "اختبار", "تسليم"]),
        RubricTopic(
            id: "logistics", scope: .delivery, isOpen: false,
            name: .init("Logistics, plant and materials supply", "الخدمات اللوجستية والمعدات وتوريد المواد"),
            aim: .init(
                "Assesses how materials, plant and equipment are brought in, stored and moved.",
                "يقيّم هذا المعيار توريد المواد والمعدات ونقلها وتخزينها."),
            names: [.supply: .init("Delivery, packing and storage", "التوريد والتغليف والتخزين")],
            base: [.subcontract: 7, .supply: 14, .construction: 4],
            strong: [
                "logistics", "storage", "hoisting", "crane", "unloading", "offloading", "packing", "packaging",
                "packed", "warehouse", "shipping",
                "transport", "laydown", "lay-down", "delivery to site", "delivery point", "place of delivery", "plant",
                "construction equipment", "asphalt supply", "batching plant", "supply chain", "recycling", "stock",
                "التخزين", "النقل", "المستودع", "التغليف", "الشحن", "الرافعات", "المعدات", "التوريد", "التفريغ",
                "مكان التسليم",
            ],
            weak: ["deliver", "delivery", "equipment", "materials", "supplier", "معدات", "نقل"]),
        RubricTopic(
            id: "transition", scope: .delivery,
            name: .init("Transition, training and knowledge transfer", "الانتقال والتدريب ونقل المعرفة"),
            aim: .init(
                "Assesses how users and staff are trained and how the service is taken over and handed on.",
                "يقيّم هذا المعيار التدريب ونقل المعرفة والانتقال السلس."),
            base: [.service: 4, .technology: 5, .supply: 5],
            strong: [
                "training", "train", "trained", "knowledge transfer", "transition", "mobilisation", "mobilization",
                "handover plan", "on-boarding", "onboarding", "capacity building", "user manual",
                "demobilisation", "التدريب", "نقل المعرفة", "برنامج تدريبي", "تدريب", "بناء القدرات",
                "المرحلة الانتقالية",
                "التعبئة", "دليل المستخدم",
            ],
            weak: ["workshop", "documentation", "manual", "ورش"]),
        RubricTopic(
            id: "support", scope: .delivery,
            name: .init("Operation, maintenance and support", "التشغيل والصيانة والدعم الفني"),
            aim: .init(
                "Assesses how the result is operated, maintained and supported.",
                "يقيّم هذا المعيار التشغيل والصيانة والدعم الفني."),
            base: [.technology: 8, .supply: 9, .service: 4],
            strong: [
                "maintenance", "technical support", "support services", "help desk", "helpdesk", "service desk",
                "service level", "SLA", "response within", "spare parts", "after-sales", "uptime", "availability",
                "incident", "preventive maintenance", "corrective maintenance", "operations support", "on-call", "24/7",
                "go-live support", "post-go-live", "maintain", "customer success", "الصيانة", "الدعم الفني",
                "قطع الغيار",
                "مستوى الخدمة", "الصيانة الوقائية", "خدمات ما بعد البيع", "زمن الاستجابة", "مكتب المساعدة", "البلاغات",
            ],
            weak: ["support", "operate", "operation", "تشغيل", "دعم"]),
    ]
}

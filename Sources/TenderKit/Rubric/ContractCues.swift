/// Phrases that speak for a contract class.
enum ContractCues {
    struct Cue {
        var contractClass: ContractClass
        var phrase: String
        var weight: Double
    }

    static let all: [Cue] = table.flatMap { contractClass, weight, phrases in
        phrases.map { Cue(contractClass: contractClass, phrase: $0, weight: weight) }
    }

    private static let table: [(ContractClass, Double, [String])] = [
        (
            .construction, 3,
            [
                "EPC", "general contractor", "prime contractor", "construction of", "design and build",
                "reconstruction",
                "employer's requirements", "building works", "construction works", "civil works",
                "construction contract",
                "lump sum turnkey", "مشروع إنشاء", "أعمال الإنشاء", "أعمال التشييد", "المقاول الرئيسي", "تصميم وبناء",
                "أعمال البناء", "تنفيذ مشروع",
            ]
        ),
        (
            .construction, 2,
            [
                "main contractor", "bill of quantities", "BOQ", "fit-out", "refurbishment", "renovation",
                "practical completion", "substantial completion", "earthworks", "foundations", "reinforced concrete",
                "carriageway", "demolition", "إنشاء", "تشييد", "جدول الكميات", "خرسانة", "مقاولات", "ترميم", "حفر",
                "تسليم الموقع", "رصف",
            ]
        ),
        (
            .construction, 1,
            [
                "the works", "building", "construction", "site engineer", "drainage", "road", "bridge", "tunnel",
                "pipeline", "sewer", "المقاول", "الموقع", "الأعمال",
            ]
        ),
        (
            .subcontract, 4,
            [
                "subcontract package", "subcontract works", "subcontractor shall", "scope of subcontract",
                "subcontract agreement", "subcontract tender", "sub-contract works", "sub-contractor shall",
                "work package", "works package", "trade package", "trade contractor", "مقاول الباطن", "مقاولي الباطن",
                "المقاول من الباطن", "عقد الباطن", "التعاقد من الباطن", "حزمة الأعمال", "حزمة أعمال",
            ]
        ),
        (.subcontract, 1, ["main contractor", "shop drawings", "hold points", "المقاول الرئيسي", "رسومات الورشة"]),
        (
            .service, 4,
            [
                "terms of reference", "consultancy services", "consulting services", "consultant shall",
                "advisory services", "feasibility study", "supervision services", "design services",
                "engineering services", "facility management", "facilities management", "operation and maintenance",
                "cleaning services", "catering services", "security services", "training services",
                "الشروط المرجعية", "خدمات استشارية", "الخدمات الاستشارية", "خدمات الإشراف", "دراسة جدوى",
                "إدارة المرافق", "التشغيل والصيانة", "خدمات النظافة", "أعمال النظافة", "خدمات هندسية",
            ]
        ),
        (
            .service, 2,
            [
                "consultant", "consultancy", "technical assistance", "professional services", "audit", "research",
                "assignment", "advisory", "الاستشاري", "استشاري", "دراسات", "تدقيق", "مقدم الخدمة",
            ]
        ),
        (.service, 1, ["study", "survey", "workshop", "service provider", "stakeholder", "دراسة", "ورش عمل"]),
        (
            .technology, 3,
            [
                "software", "information technology", "web application", "mobile application", "source code",
                "data migration", "SaaS", "ERP", "agile", "website", "software development", "widget", "platform",
                "برمجيات", "نظام إلكتروني", "النظام الإلكتروني", "تقنية المعلومات", "بوابة إلكترونية", "تطوير نظام",
                "تطبيق إلكتروني", "الأنظمة الإلكترونية", "منصة إلكترونية", "التحول الرقمي",
            ]
        ),
        (
            .technology, 2,
            [
                "API", "database", "cloud", "user interface", "hosting", "cybersecurity", "digital services",
                "open source", "repository", "user stories", "application", "search engine", "servers",
                "قاعدة بيانات", "الحوسبة السحابية", "الأمن السيبراني", "منصة", "واجهة المستخدم", "برمجة",
            ]
        ),
        (.technology, 1, ["deployment", "users", "developer", "prototype", "login", "المستخدمين", "البيانات"]),
        (
            .supply, 4,
            [
                "supply of", "supply and delivery", "supply and installation", "supply, installation",
                "supply and install", "delivery of goods", "purchase of", "procurement of goods", "incoterms",
                "supplier shall", "توريد وتركيب", "توريد", "شراء", "تأمين وتوريد",
            ]
        ),
        (.supply, 2, ["goods", "spare parts", "the supplier", "المورد", "قطع الغيار", "الأصناف", "البضائع"]),
        (.supply, 1, ["manufacturer", "country of origin", "data sheet", "الشركة المصنعة", "بلد المنشأ", "الأجهزة"]),
    ]
}

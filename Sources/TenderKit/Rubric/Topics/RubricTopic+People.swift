extension RubricTopic {
    static let people: [RubricTopic] = [
        RubricTopic(
            id: "team", scope: .people,
            name: .init("Project team and key personnel", "فريق المشروع والكوادر الرئيسية"),
            aim: .init(
                "Assesses the named people, their qualifications, roles and availability.",
                "يقيّم هذا المعيار الأشخاص المسمّين ومؤهلاتهم وأدوارهم وتفرغهم."),
            names: [.service: .init("Key personnel", "الكوادر الرئيسية")],
            base: [.construction: 12, .subcontract: 8, .service: 20, .technology: 12, .supply: 6],
            strong: [
                "key personnel", "key staff", "key experts", "project manager", "team leader", "site manager", "CVs",
                "CV",
                "resume", "organisation chart", "organization chart", "organogram", "qualified staff", "staffing",
                "personnel", "project team", "engineer with", "certified professional", "resident engineer", "expert",
                "years of experience", "full-time", "labor category", "labor categories", "skills", "planner",
                "technicians", "named team", "supervisor", "developers", "team members", "crew", "technical lead",
                "الكوادر", "فريق العمل", "مدير المشروع", "السيرة الذاتية", "السير الذاتية", "الهيكل التنظيمي",
                "المؤهلات",
                "مهندس", "سنوات الخبرة", "الفريق", "خبرة لا تقل", "العمالة", "الخبراء", "طاقم", "المشرف",
            ],
            weak: ["team", "staff", "manager", "engineer", "qualification", "role", "employee", "مؤهل", "موظفين"]),
        RubricTopic(
            id: "experience", scope: .people,
            name: .init("Similar projects and experience", "المشاريع المماثلة والخبرة"),
            aim: .init(
                "Assesses relevant work of the bidder, its size, its likeness and how it can be verified.",
                "يقيّم هذا المعيار الأعمال المماثلة لمقدم العرض من حيث الحجم والتشابه وإمكانية التحقق."),
            base: [.construction: 10, .subcontract: 8, .service: 14, .technology: 10, .supply: 10],
            strong: [
                "similar projects", "past performance", "experience of the firm", "references", "track record",
                "similar work", "previous projects", "completed projects", "company profile", "case study",
                "case studies",
                "prior experience", "demonstrated experience", "company experience", "past projects",
                "corporate experience",
                "reference projects", "similar contracts", "similar size", "experience in", "experience with",
                "relevant experience", "experience", "have carried out", "has carried out",
                "مشاريع مماثلة", "المشاريع المماثلة", "سابقة الأعمال", "الأعمال السابقة", "خبرات الشركة",
                "خبرة مقدم العرض",
                "مشاريع مشابهة", "سابقة أعمال", "أعمال مماثلة", "شهادات إنجاز", "الخبرة السابقة",
            ],
            weak: ["qualifications", "portfolio", "expertise", "الخبرة", "خبرة", "المشاريع"]),
    ]
}

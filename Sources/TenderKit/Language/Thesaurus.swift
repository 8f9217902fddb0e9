/// Words of tenders that stand for one thing, in English and Arabic. A criterion in one language finds an answer in the other.
///
/// One line is one notion; its members are separated by commas and may have several words. General vocabulary alone: what
/// a reader of tenders of any field knows.
enum Thesaurus {
    static var notions: [[String]] {
        (people + work + proof + building + software + civil + services).split(separator: "\n").map { line in
            line.split(separator: ",").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
        }
    }

    private static let people = """
        leader, manager, head, lead, director, owner, product owner, مدير, قائد, رئيس
        project manager, project director, project lead, مدير المشروع
        site manager, site engineer, construction manager, resident engineer, مدير الموقع, مهندس الموقع
        responsible, responsibility, accountable, accountability, authority, empowered, ultimate, مسؤول, مسؤولية, صلاحية
        assign, appoint, designate, nominate, name, elect, تعيين, ترشيح, تسمية, عين
        team, staff, personnel, crew, workforce, squad, فريق, طاقم, كادر, موظفين, العاملين
        key staff, key personnel, key team members, key experts, الكوادر الرئيسية, الموظفين الرئيسيين, فريق العمل
        multidisciplinary, cross functional, interdisciplinary, cross disciplinary, متعدد التخصصات
        role, position, labor category, labour category, job title, discipline, وظيفة, دور, منصب
        organisation chart, organization chart, organogram, org chart, organisational structure, organizational structure, الهيكل التنظيمي, الهيكل الاداري
        cv, resume, curriculum vitae, bio, biography, السيرة الذاتية, سيرة ذاتية
        qualification, qualified, degree, education, مؤهل, مؤهلات, شهادة جامعية
        experience, track record, background, expertise, خبرة, خبرات, تجربة
        training, trained, courses, knowledge transfer, تدريب, نقل المعرفة, دورات
        planner, planning engineer, scheduler, مهندس التخطيط, مخطط
        hse officer, safety officer, safety manager, hse manager, مسؤول السلامة, ضابط السلامة, مهندس السلامة
        coordinator, co-ordinator, coordination, منسق, تنسيق
        engineer, مهندس, هندسة
        full time, dedicated, متفرغ, دوام كامل
        subcontractor, sub-contractor, specialist, partner, مقاول الباطن, مقاولي الباطن, المقاولون من الباطن, متخصص
        user, end user, customer, people, persona, stakeholder, مستخدم, مستفيد
        """ + "\n"

    private static let work = """
        similar project, reference project, previous project, past performance, relevant project, comparable project, project reference, مشاريع مماثلة, مشاريع مشابهة, الخبرات السابقة, اعمال سابقة, سابقة الاعمال
        reference, testimonial, contact person, client reference, جهة الاتصال, مرجع, مراجع, خطاب توصية
        completed, finished, delivered, completion, handed over, منجز, انجاز, مكتمل, تنفيذ
        schedule, programme, program, timeline, time plan, gantt, critical path, work plan, البرنامج الزمني, الجدول الزمني, خطة العمل, المسار الحرج
        milestone, deadline, key date, phase, stage, معلم, مراحل رئيسية, مرحلة
        phase, stage, phasing, sequence, sequencing, مرحلة, مراحل, تسلسل
        method statement, methodology, method, approach, execution plan, implementation plan, delivery plan, project plan, work method, roadmap, منهجية, منهجية التنفيذ, طريقة التنفيذ, اسلوب التنفيذ
        mobilisation, mobilization, تجهيز الموقع, تعبئة
        temporary work, scaffolding, shoring, formwork, الاعمال المؤقتة, سقالات
        risk, risk register, hazard, mitigation, مخاطر, خطر, سجل المخاطر
        communication, reporting, report, meeting, تواصل, تقارير, اجتماعات
        customer success, customer satisfaction, client satisfaction, user adoption, onboarding, رضا العملاء, نجاح العملاء
        deliverable, output, مخرجات, مخرج, تسليمات
        maintenance, support, warranty, operation, صيانة, دعم, ضمان, تشغيل
        transition, migration, handover, handing over, انتقال, تسليم, ترحيل
        price, pricing, cost, fee, rate, budget, payment, quotation, سعر, تكلفة, اسعار
        year, yr, annum, عام, سنة, سنوات, اعوام
        month, شهر, اشهر, شهور
        week, weekly, اسبوع, اسابيع, اسبوعية
        day, daily, يوم, ايام
        hour, hr, ساعة, ساعات
        percent, percentage, per cent, نسبة, بالمئة
        sqm, m2, square metre, square meter, م2, متر مربع
        area, surface, مساحة
        scope, نطاق
        three, 3, ثلاثة, ثلاث
        local content, saudization, saudisation, nationalisation, المحتوى المحلي, سعودة, التوطين
        innovation, innovative, value added, added value, ابتكار, القيمة المضافة
        equipment, plant, machinery, معدات, اليات, الات
        material, supply, supplier, procurement, مواد, توريد, مورد, مشتريات
        logistics, delivery plan, site access, لوجستية, امداد
        iterative, iteration, sprint, agile, increment, scrum, تكراري
        feedback, comments, retrospective, ملاحظات, تغذية راجعة
        people need, user need, user research, user interview, احتياجات المستخدمين
        """ + "\n"

    private static let proof = """
        certificate, certification, certified, accreditation, accredited, شهادة, شهادات, اعتماد, معتمد
        licence, license, licensed, permit, registration, ترخيص, رخصة, سجل, السجل التجاري, تصنيف
        trade licence, commercial registration, trade license, commercial register, السجل التجاري, رخصة تجارية
        insurance, insured, تأمين, وثيقة تأمين
        account, financial statement, balance sheet, turnover, القوائم المالية, الميزانية, حسابات
        audited, مدققة, مراجعة
        signed, signature, stamped, توقيع, موقعة مرفقة, السيرة موقعة, الذاتية موقعة, موقعة مختومة, مختوم, مختومة
        enclosed, attached, appended, appendix, annex, مرفق, مرفقة, ملحق
        valid, validity, ساري, سارية, صلاحية
        letter, commitment letter, letter of commitment, undertaking, خطاب, تعهد, خطاب التزام
        quality, qa, qc, qa qc, quality assurance, quality control, iso 9001, الجودة, ضبط الجودة, ضمان الجودة
        safety, hse, health safety, ohs, osha, iso 45001, السلامة, الصحة والسلامة, السلامة المهنية
        environment, environmental, sustainability, iso 14001, البيئة, بيئية, الاستدامة
        inspection, itp, inspection test plan, hold point, checklist, فحص, تفتيش, خطة الفحص
        test, testing, tested, trial, اختبار, اختبارات, فحوصات
        accident, incident, ltifr, lost time injury, injury, حادث, حوادث, اصابات, اصابة
        waste, disposal, مخلفات, نفايات
        recycled, recycling, recycle, تدوير, اعادة التدوير
        dust, غبار
        noise, noisy, vibration, ضوضاء, ضجيج, مزعجة
        infection control, hygiene, مكافحة العدوى
        standard, code, specification, مواصفة, مواصفات, معايير, كود
        """ + "\n"

    private static let building = """
        hospital, clinic, healthcare, health care, medical centre, medical center, health centre, day surgery, مستشفى, عيادة, عيادات, مركز طبي, الرعاية الصحية, صحية, الصحية
        school, university, education building, مدرسة, جامعة, تعليمية
        occupied, stay in use, remain in use, remain open, stay open, keep open, live environment, live site, operational, remain operational, uninterrupted, without interruption, business continuity, still working, قيد التشغيل, استمرار التشغيل, مشغول, اثناء التشغيل, تعمل طوال, يعمل طوال, دون انقطاع, دون توقف, قيد الاستخدام, قائم التشغيل
        patient, مريض, مرضى
        protect, protection, safeguard, barrier, hoarding, segregate, segregation, separate entrance, negative pressure, حماية, حواجز, حاجز, ضغط سلبي, مداخل منفصلة
        refurbishment, renovation, rehabilitation, fit out, تجديد, ترميم, تأهيل
        demolition, هدم
        excavation, earthwork, حفر, اعمال الحفر
        foundation, pile, piling, substructure, اساسات, خوازيق
        concrete, structure, frame, superstructure, خرسانة, هيكل
        facade, envelope, cladding, واجهات, واجهة
        mep, mechanical electrical, hvac, electromechanical, كهروميكانيكية, الكهروميكانيكية, ميكانيكية, كهربائية
        medical gas, oxygen, الغازات الطبية, غازات طبية
        ventilation, air handling, تهوية, تكييف
        theatre, theater, operating room, operating theatre, clean room, غرف العمليات, غرفة العمليات, الغرف النظيفة
        out patient, outpatient, العيادات الخارجية
        decant, relocate, relocation, temporary move, move out, نقل, اخلاء
        night, night work, ليل, ليلا, ليلية
        bim, building information modelling, building information modeling, clash, نمذجة معلومات البناء
        commissioning, start up, تشغيل تجريبي, الاختبار والتشغيل
        road, asphalt, pavement, طريق, طرق, اسفلت
        water, drainage, sewage, مياه, صرف
        traffic, مرور, حركة المرور
        utility, utilities, service diversion, مرافق, تحويل الخدمات
        site, location, موقع
        drawing, design, shop drawing, مخطط, تصميم, رسومات
        """ + "\n"

    private static let software = """
        prototype, application, app, website, web site, solution, product, software, تطبيق, نظام, برنامج
        deploy, host, hosting, hosted, launch, deployment, نشر, استضافة
        cloud, iaas, paas, infrastructure as service, platform as service, infrastructure service, platform service, iaas paas, aws, amazon web services, azure, google cloud, app engine, heroku, سحابة, سحابية, الحوسبة السحابية
        container, containerized, containerised, containerization, docker, kubernetes, podman, operating system level virtualization, حاوية, حاويات
        continuous integration, continuous delivery, continuous deployment, build server, build pipeline, ci cd, jenkins, travis ci, travis, gitlab ci, github actions, teamcity, circleci, التكامل المستمر
        unit test, unit testing, test driven development, junit, pytest, jasmine, mocha, rspec, nunit, اختبار الوحدات
        automated test, automate test, automated testing, test automation, selenium, اختبارات الية
        configuration management, version control, source control, puppet, chef, ansible, terraform, ادارة التكوين
        continuous monitoring, monitoring, monitor, alerting, nagios, prometheus, grafana, zabbix, new relic, cloudwatch, datadog, مراقبة, المراقبة المستمرة
        usability test, usability testing, user testing, user acceptance, uat, اختبار قابلية الاستخدام
        human centered design, human centred design, user centered design, user centred design, design thinking, hcd, التصميم المتمحور حول المستخدم
        design technique, persona, wireframe, journey map, card sorting, user interview, mockup, heuristic review
        style guide, pattern library, design system, style tile, دليل الانماط
        responsive, mobile friendly, multiple device, multiple devices, tablet, phone, متجاوب
        open source, openly licensed, free of charge, free software, foss, gpl, apache license, mit license, creative commons, مفتوح المصدر, مفتوحة المصدر
        technology, framework, stack, library, tool, تقنية, تقنيات, ادوات
        documentation, document, manual, guide, instruction, readme, توثيق, وثائق, دليل, تعليمات
        install, installation, set up, run locally, تركيب, تثبيت
        security, cyber security, cybersecurity, information security, iso 27001, امن, الامن السيبراني, امن المعلومات
        encryption, encrypted, تشفير
        backup, disaster recovery, business continuity, نسخ احتياطي, التعافي من الكوارث, استمرارية الاعمال
        accessibility, accessible, wcag, section 508, سهولة الوصول
        data, database, dataset, بيانات, قاعدة البيانات
        integration, interface, api, تكامل, واجهة
        architecture, system design, technical design, proposed solution, technical solution, solution overview, tech stack, معمارية, بنية, الحل المقترح
        performance, load, scalability, scale, أداء, قابلية التوسع
        service level, sla, response time, availability, uptime, مستوى الخدمة, اتفاقية مستوى الخدمة
        """
}

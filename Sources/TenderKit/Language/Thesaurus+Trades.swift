// The trades of construction and the services that are bought beside it.
extension Thesaurus {
    static let civil = """

        dewatering, groundwater control, groundwater lowering, well point, deep well, نزح المياه, نزح المياه الجوفية, تخفيض المياه الجوفية, سحب المياه
        groundwater, ground water, water table, المياه الجوفية
        groundwater level, water level, piezometer, منسوب المياه, بيزومتر, ابار مراقبة
        pump, pumping, مضخة, مضخات, ضخ
        discharge, outlet, outfall, تصريف, صرف
        basement, pit, cellar, قبو, بدروم, سرداب
        capacity, throughput, سعة, قدرة, طاقة
        laboratory, lab, مختبر, مختبرات, معمل
        sample, sampling, specimen, عينة, عينات
        calibration, calibrated, معايرة
        o m manuals, o m, operation maintenance manuals, operating manuals, maintenance manuals, ادلة التشغيل, ادلة التشغيل والصيانة, كتيبات التشغيل, دليل التشغيل والصيانة
        as built, record drawings, مخططات منفذة, المخططات كما نفذت
        spare part, spares, قطع الغيار, قطع غيار
        defect, snag, punch list, snagging, عيوب, ملاحظات الاستلام
        defects liability, maintenance period, warranty period, فترة الضمان, فترة الصيانة
        procedure, process, protocol, اجراء, اجراءات, الية
        reinforcement, rebar, steel fixing, حديد التسليح, تسليح
        steel, steelwork, structural steel, حديد, فولاذ, منشآت معدنية
        masonry, blockwork, brickwork, مباني, طابوق, بلوك
        waterproofing, damp proofing, عزل مائي, العزل
        insulation, thermal insulation, عزل حراري
        roof, roofing, سقف, اسقف
        finishes, finishing, plaster, paint, tiling, تشطيب, تشطيبات, دهان
        door, joinery, ابواب, نجارة
        window, glazing, نوافذ, زجاج
        lift, elevator, escalator, مصعد, مصاعد
        crane, lifting plan, lifting, hoist, رافعة, رافعات, الرفع
        excavator, loader, truck, حفارة, شاحنة, شاحنات
        electrical, power, electricity, كهرباء, كهربائي
        substation, transformer, switchgear, محطة تحويل, محول, محولات
        generator, standby power, مولد, مولدات
        cable, cabling, wiring, كابل, كابلات, تمديدات
        lighting, luminaire, انارة, اضاءة
        solar, photovoltaic, pv, شمسية, الطاقة الشمسية
        cooling, chiller, air conditioning, تبريد, تكييف, مكيفات
        fire, fire fighting, fire alarm, sprinkler, حريق, مكافحة الحريق, انذار الحريق
        plumbing, sanitary, سباكة, صحي
        pipe, pipeline, piping, انابيب, خط انابيب, مواسير
        valve, valves, صمام, صمامات
        tank, reservoir, خزان, خزانات
        treatment plant, water treatment, wastewater treatment, محطة معالجة, معالجة المياه
        irrigation, landscaping, landscape, planting, ري, تنسيق المواقع, زراعة
        bridge, جسر
        tunnel, نفق
        survey, surveying, topographic, مسح, رفع مساحي, مساح
        soil, geotechnical, soil investigation, تربة, جسات
        backfill, compaction, fill, ردم, دمك
        railway, rail, track, سكة حديد, قطار
        port, marine, dredging, quay, ميناء, بحري, تجريف
        airport, runway, مطار, مدرج
        housing, residential, villa, apartment, سكني, اسكان, وحدات سكنية
        office building, office, مكتب, مكاتب
        warehouse, store, storage, مستودع, مستودعات, تخزين
        mosque, مسجد, جامع
        project site, site layout, site plan, مخطط الموقع
        work at height, fall protection, العمل على ارتفاع, الحماية من السقوط
        first aid, ambulance, emergency, اسعافات, طوارئ, اسعاف
        accident frequency, frequency rate, incident rate, afr, معدل تكرار, معدل الحوادث, معدل تكرار الحوادث
        toolbox talk, induction, safety training, تعريف السلامة
        ppe, protective equipment, معدات الوقاية
        audit, audited, auditing, internal audit, تدقيق, مراجعة داخلية
        nonconformance, non conformance, ncr, corrective action, عدم مطابقة, اجراء تصحيحي
        approval, submittal, material approval, اعتماد المواد, موافقة
        resource, resources, manpower, labour, موارد, الموارد, عمالة, القوى العاملة
        productivity, output rate, انتاجية
        delay, recovery plan, acceleration, تأخير, تسريع
        shift, double shift, وردية, ورديات
        """

    static let services = """

        help desk, service desk, helpdesk, call centre, call center, ticket, مكتب المساعدة, مركز الاتصال, مركز الخدمة, تذكرة, البلاغات
        respond, response, resolution, resolve, استجابة, حل المشكلات
        data centre, data center, مركز البيانات, مراكز البيانات
        server, servers, خادم, خوادم
        network, lan, wan, شبكة, شبكات
        firewall, جدار الحماية
        penetration test, vulnerability, pen test, اختبار الاختراق, ثغرات
        single sign on, authentication, identity, access control, mfa, تسجيل الدخول, المصادقة, هوية, التحكم بالوصول
        privacy, data protection, gdpr, personal data, خصوصية, حماية البيانات
        license, subscription, licence, ترخيص برمجيات, اشتراك
        upgrade, update, patch, release, تحديث, تحديثات, ترقية
        requirement analysis, business analysis, requirements gathering, تحليل المتطلبات, جمع المتطلبات
        data migration, migrate, cutover, ترحيل البيانات, نقل البيانات
        recovery time, rto, rpo, recovery point, وقت الاستعادة
        dashboard, analytics, لوحة معلومات, تحليلات
        source code, repository, git, الشيفرة المصدرية, كود المصدر
        change management, adoption, ادارة التغيير
        change request, variation, change control, طلب تغيير, اوامر التغيير
        project management, pmo, governance, ادارة المشروع, ادارة المشاريع, حوكمة
        steering committee, committee, لجنة, اللجنة التوجيهية
        escalation, escalate, تصعيد
        kpi, key performance indicator, indicator, مؤشر الاداء, مؤشرات الاداء
        workshop, seminar, ورشة عمل, ورش عمل
        interview, questionnaire, survey, مقابلة, استبيان
        feasibility, feasibility study, دراسة الجدوى
        study, assessment, analysis, دراسة, تقييم, تحليل
        benchmark, benchmarking, مقارنة معيارية
        recommendation, advice, توصية, توصيات
        supervision, supervise, construction supervision, اشراف, الاشراف
        consultant, consultancy, consulting, advisor, استشاري, استشارات, مستشار
        team leader, lead consultant, رئيس الفريق, قائد الفريق
        expert, specialist, خبير, خبراء, اخصائي
        master, phd, bachelor, ماجستير, دكتوراه, بكالوريوس
        cleaning, janitorial, housekeeping, نظافة, تنظيف
        catering, food, meals, اعاشة, تغذية, وجبات
        guard, guarding, security guard, حراسة, حراس, حارس
        pest control, مكافحة الحشرات, مكافحة الافات
        facility management, facilities management, fm, ادارة المرافق
        preventive maintenance, planned maintenance, ppm, صيانة وقائية, الصيانة الوقائية
        corrective maintenance, reactive maintenance, breakdown, صيانة تصحيحية, اعطال
        spare parts, consumables, قطع الغيار, مستهلكات
        vehicle, fleet, bus, car, مركبة, مركبات, اسطول, سيارة, حافلة
        driver, drivers, سائق, سائقين
        delivery time, lead time, delivery period, مدة التوريد, فترة التوريد
        shipment, shipping, freight, customs, شحن, جمارك
        manufacturer, factory, origin, country of origin, مصنع, الشركة المصنعة, بلد المنشأ, منشأ
        catalogue, catalog, datasheet, data sheet, brochure, كتالوج, نشرة فنية
        authorised dealer, authorized distributor, agency letter, وكيل معتمد, خطاب تفويض
        medical equipment, medical device, اجهزة طبية, معدات طبية
        medicine, drug, pharmaceutical, ادوية, دواء
        laptop, computer, desktop, حاسب, حاسوب, اجهزة الحاسب
        furniture, office furniture, اثاث
        uniform, clothing, زي موحد, ملابس
        event, exhibition, conference, فعالية, معرض, مؤتمر
        marketing, advertising, media, campaign, تسويق, اعلان, حملة
        translation, interpreter, ترجمة, مترجم
        student, pupil, teacher, curriculum, طالب, طلاب, معلم, منهج
        recruitment, hiring, turnover of staff, توظيف, استقطاب
        client staff, client employees, موظفي العميل, موظفي الجهة
        staff training, user training, train, taught, training course, تدريب الموظفين, يدرب, دورة تدريبية
        arabic, العربية
        english, الانجليزية
        ownership, intellectual property, ملكية, الملكية الفكرية
        emissions, carbon, co2, انبعاثات, كربون
        energy, energy efficiency, طاقة, كفاءة الطاقة
        """
}

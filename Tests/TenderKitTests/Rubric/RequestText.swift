import FoundationEssentials

@testable import TenderKit

/// Documents written in Markdown, and rubrics for them.
enum RequestText {
    static func document(_ text: String, file: String = "tech_rfp/rfp/rfp.md") throws -> Document {
        try MarkdownReader.read(Data(text.utf8), as: file, limits: DocumentLimits())
    }

    static func rubric(_ texts: String...) throws -> Rubric {
        let documents = try texts.enumerated().map { try document($1, file: "tech_rfp/rfp/part\($0).md") }
        return try RubricGenerator().rubric(for: documents)
    }

    static let subcontract = """
        # Invitation to Tender: Subcontract Package SP-14 Curtain Wall

        ## 1 Scope of the Subcontract Works
        The Subcontractor shall fabricate, deliver and install 8,400 m² of unitised curtain wall.

        ## 2 Specification
        Units shall meet CWCT Sequence B, with air leakage below 1.5 m³/h/m² at 600 Pa.
        Aluminium shall be 6063-T6 with a PVDF coating to AAMA 2605.

        ## 3 Shop drawings
        Shop drawings shall be submitted 12 weeks before fabrication, in the BIM model at LOD 400.

        ## 4 Interfaces
        The Subcontractor shall coordinate the slab edge with the trades concerned each week.

        ## 5 Inspection
        Each stage of production has a hold point in the ITP; the Engineer witnesses the first ten units.

        ## 6 Logistics
        The laydown area is 300 m², and two crane slots of 90 minutes are available each day.

        ## 7 Safety
        The Subcontractor shall provide a lifting plan and a rescue plan for work at height.

        ## 8 Programme
        Installation takes at most 26 weeks, six floors each month.

        ## 9 Working hours
        Noise above 70 dB is not allowed before 09:00 because of the occupied hotel next door.

        ## 10 Payment
        Payment is monthly, with a retention of 10 % and a bond of 10 %.
        """

    static let terms = """
        # Terms of Reference: consultancy services for a flood-risk study

        ## Tasks
        The Consultant shall review the records of 14 gauging stations and survey 85 river cross-sections.
        The Consultant must calibrate a hydraulic model against two recorded events.

        ## Key experts
        The team leader shall have at least 15 years of experience in hydrology.

        ## Deliverables
        An inception report is due within 4 weeks and the final report within 30 weeks.

        ## Consultation
        Two public workshops shall be held with the stakeholders.

        ## Financial terms
        Fees are paid against invoices, and the consultant carries professional liability insurance.
        """

    static let arabic = """
        # كراسة المواصفات: مشروع إنشاء مركز صحي

        ## نطاق العمل
        - أعمال الحفر والردم والأساسات والهيكل الخرساني وفق كود البناء السعودي SBC 304.

        ## فريق العمل
        يجب على المقاول تعيين مدير مشروع متفرغ بخبرة لا تقل عن 15 سنة.

        ## السلامة والصحة المهنية
        يلتزم المقاول بتقديم خطة سلامة وفق ISO 45001 خلال 14 يومًا.

        ## البرنامج الزمني
        مدة التنفيذ 18 شهرًا، ويجب تقديم البرنامج الزمني مع المسار الحرج.

        ## ظروف الموقع
        لا يسمح بالأعمال ذات الضوضاء بين الساعة 7 صباحًا و1 ظهرًا لأن الموقع مجاور لمدرسة.

        ## الدفعات
        تصرف الدفعات شهريًا وفق المستخلصات، ويقدم المقاول ضمانًا نهائيًا بنسبة 5%.
        """
}

extension Rubric {
    var names: [String] { criteria.map(\.name) }

    func criterion(_ name: String) -> Criterion? { criteria.first { $0.name == name } }

    func weight(_ name: String) -> Double { criterion(name)?.weight ?? 0 }
}

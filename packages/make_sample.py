#!/usr/bin/env python3
"""Makes the sample packages beside this file. Everything in them is fiction.

    pip install python-docx==1.2.0 openpyxl==3.1.5 reportlab==5.1.0
    python3 packages/make_sample.py

The results are committed: nobody needs this script to use them. The same versions give the same bytes.
"""

import io
import re
import zipfile
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

ROOT = Path(__file__).parent / "acme-developments"
CLINIC = ROOT / "riverside-clinic" / "tech_rfp"
ROAD = ROOT / "harbour-road" / "tech_rfp"

# ---- How a document is written: a list of (kind, content) ---------------------------------------------------------


def save(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def fixed_zip(data):
    """The same archive without the time at which it was made."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-05T08:00:00Z", content)
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def right_to_left(paragraph):
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def docx(path, blocks, arabic=False):
    document = Document()
    for kind, content in blocks:
        if kind == "table":
            table = document.add_table(rows=0, cols=len(content[0]), style="Table Grid")
            for row in content:
                for cell, text in zip(table.add_row().cells, row):
                    cell.text = text
            if arabic:
                table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
            continue
        if kind == "list":
            paragraphs = [document.add_paragraph(item, style="List Bullet") for item in content]
        elif kind == "text":
            paragraphs = [document.add_paragraph(content)]
        else:
            paragraphs = [document.add_heading(content, level=int(kind))]
        if arabic:
            for paragraph in paragraphs:
                right_to_left(paragraph)
    data = io.BytesIO()
    document.save(data)
    save(path, fixed_zip(data.getvalue()))


def pdf(path, title, blocks):
    styles, flow = getSampleStyleSheet(), []
    cell = styles["BodyText"].clone("cell", fontSize=9, leading=11)
    for kind, content in [("0", title)] + blocks:
        if kind == "table":
            rows = [[Paragraph(text, cell) for text in row] for row in content]
            table = Table(rows, colWidths=[460 / len(content[0])] * len(content[0]), repeatRows=1)
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            flow += [table, Spacer(1, 8)]
        elif kind == "list":
            flow += [Paragraph(item, styles["BodyText"], bulletText="•") for item in content]
        elif kind == "page":
            flow.append(PageBreak())
        elif kind == "text":
            flow.append(Paragraph(content, styles["BodyText"]))
        else:
            flow.append(Paragraph(content, styles["Title" if kind == "0" else f"Heading{kind}"]))
    data = io.BytesIO()
    SimpleDocTemplate(data, pagesize=A4, title=title, author="Acme Developments", invariant=1).build(flow)
    save(path, data.getvalue())


def xlsx(path, sheets, arabic=False):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_view.rightToLeft = arabic
        for row in rows:
            sheet.append(row)
        for column in "ABCDEF":
            sheet.column_dimensions[column].width = 28
    save_book(path, book)


def save_book(path, book):
    data = io.BytesIO()
    book.save(data)
    save(path, fixed_zip(data.getvalue()))


# ---- Riverside Clinic: what the client asks for -------------------------------------------------------------------

CRITERIA = [
    ("Experience and track record", [
        ("Similar healthcare projects", 12, "Three or more clinics or hospitals of at least 2,000 m² completed in the last seven years, with client references."),
        ("Work in occupied buildings", 8, "Projects in which the building stayed in use; how patients and staff were protected."),
        ("Financial and legal standing", 5, "Trade licence, audited accounts of the last three years and insurance certificates are enclosed."),
    ]),
    ("Team", [
        ("Project manager", 10, "Named full-time project manager with 15 years of experience, five of them on healthcare work; CV signed."),
        ("Key staff and organisation", 8, "Site manager, MEP coordinator, planner and HSE officer named, with CVs and an organisation chart."),
        ("Specialist subcontractors", 7, "Named subcontractors for medical gases and for the clean rooms, with letters of commitment."),
    ]),
    ("Approach and methodology", [
        ("Method statement and phasing", 15, "Sequence of works by phase, temporary works, decanting of the out-patient wing and night work."),
        ("Programme", 12, "Critical-path programme that meets the 14 months and the three milestones of section 4."),
        ("MEP and medical gas coordination", 8, "BIM level 2 coordination, testing and commissioning to HTM 02-01 and HTM 03-01."),
    ]),
    ("Quality, safety and environment", [
        ("Quality plan", 5, "ISO 9001 certificate and inspection and test plans for each trade."),
        ("Health and safety plan", 6, "ISO 45001 certificate, accident frequency of the last three years, infection-control plan."),
        ("Environmental plan", 4, "Waste, dust and noise control; at least 70 % of the waste is recycled."),
    ]),
]
assert sum(weight for _, rows in CRITERIA for _, weight, _ in rows) == 100


def criteria_sheet(path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Technical criteria"
    sheet.append(["Evaluation scope\nنطاق التقييم", "Criterion\nالمعيار", "Weight (%)\nالوزن", "Description\nالوصف"])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(wrap_text=True, horizontal="center")
    for scope, rows in CRITERIA:
        first = sheet.max_row + 1
        for name, weight, description in rows:
            sheet.append([scope if sheet.max_row + 1 == first else None, name, weight, description])
        sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=1, end_column=1)
        sheet.cell(first, 1).alignment = Alignment(vertical="center", wrap_text=True)
    sheet.append(["Total\nالمجموع", None, 100, None])
    for column, width in zip("ABCD", (28, 34, 14, 90)):
        sheet.column_dimensions[column].width = width
    save_book(path, book)


RFP = [
    ("1", "Request for Proposals: Riverside Clinic, extension and fit-out"),
    ("text", "Acme Developments (the Client) invites technical proposals for the extension of the Riverside Clinic. Reference RC-2026-014. Released on 12 January 2026."),
    ("1", "1 Introduction"),
    ("text", "The Riverside Clinic treats about 310 out-patients a day in a building of 1998. The Client will add a three-storey wing of 2,450 m² with six consulting suites, an imaging department and two day-surgery theatres, and will refurbish 900 m² of the present building. The clinic stays open throughout."),
    ("1", "2 Procurement schedule"),
    ("table", [
        ["Event", "Date"],
        ["Release of the RFP", "12 January 2026"],
        ["Site visit (attendance is mandatory)", "22 January 2026, 10:00"],
        ["Last day for questions from bidders", "2 February 2026"],
        ["Mid-tender interviews", "16 February 2026"],
        ["Submission of proposals", "9 March 2026, 12:00"],
        ["Award", "20 April 2026"],
    ]),
    ("1", "3 Scope of work"),
    ("text", "The Contractor shall design where stated, supply, build, test and commission the works. The scope includes:"),
    ("list", [
        "Demolition of the single-storey annex and diversion of the services that cross the site.",
        "Piled foundations, reinforced-concrete frame and envelope of the new wing.",
        "Fit-out of six consulting suites, an imaging department with one MRI and two X-ray rooms, and two day-surgery theatres.",
        "Mechanical, electrical and plumbing installations, including medical gases to HTM 02-01 and theatre ventilation to HTM 03-01.",
        "Refurbishment of the out-patient wing in three phases while it stays in use.",
        "Commissioning, staff training, as-built documents and a defects period of 12 months.",
    ]),
    ("text", "Medical equipment is supplied by others. The Contractor coordinates its delivery and provides the builder's work for it."),
    ("1", "4 Time for completion"),
    ("text", "The works shall be complete within 14 months of the commencement date. Milestones:"),
    ("table", [
        ["Milestone", "Description", "Month"],
        ["M1", "Structure of the new wing complete", "6"],
        ["M2", "New wing handed over for equipment", "11"],
        ["M3", "Out-patient wing refurbished, works complete", "14"],
    ]),
    ("1", "5 Requirements"),
    ("2", "5.1 Staff"),
    ("text", "5.1.1 The Contractor shall name a full-time project manager with at least 15 years of experience, five of them on healthcare projects."),
    ("text", "5.1.2 The Contractor shall name a site manager, an MEP coordinator, a planner and an HSE officer, and enclose their CVs."),
    ("2", "5.2 Working in an occupied clinic"),
    ("text", "5.2.1 Noise above 65 dB(A) at the nearest consulting room is allowed between 20:00 and 06:00 only."),
    ("text", "5.2.2 Dust barriers with negative pressure shall separate each work area from clinical areas. Air is sampled weekly."),
    ("text", "5.2.3 Two escape routes from each occupied floor shall be kept free at all times."),
    ("2", "5.3 Quality and safety"),
    ("text", "5.3.1 The Contractor shall hold ISO 9001 and ISO 45001 certificates that are valid on the day of submission."),
    ("text", "5.3.2 Annex A states the technical requirements for medical gases, ventilation and testing."),
    ("1", "6 Content of the proposal"),
    ("list", [
        "Company profile, references of at least three similar projects, trade licence, accounts and insurances.",
        "Organisation chart and signed CVs of the key staff.",
        "Method statement with phasing, and a critical-path programme.",
        "Quality plan, health and safety plan with infection control, environmental plan.",
    ]),
    ("1", "7 Evaluation"),
    ("text", "Proposals are judged by the criteria and weights of the evaluation sheet that is issued with this RFP. A proposal needs at least 70 points of 100 to go to the commercial stage. A contractor that did not attend the site visit is not evaluated."),
]

ANNEX = [
    ("1", "A1 Medical gases"),
    ("text", "A1.1 Oxygen, medical air and vacuum are provided to each theatre, recovery bay and treatment room in accordance with HTM 02-01."),
    ("text", "A1.2 The pipeline is copper to EN 13348, brazed under nitrogen. Each section is pressure-tested at 1.5 times its working pressure for 24 hours."),
    ("table", [
        ["Room", "Oxygen", "Medical air", "Vacuum"],
        ["Day-surgery theatre (2)", "4 outlets", "4 outlets", "4 outlets"],
        ["Recovery bay (6)", "2 outlets", "1 outlet", "2 outlets"],
        ["Treatment room (4)", "1 outlet", "none", "1 outlet"],
    ]),
    ("1", "A2 Ventilation"),
    ("text", "A2.1 Theatres have 25 air changes an hour, HEPA H14 filters and 15 Pa of positive pressure against the corridor."),
    ("text", "A2.2 The imaging department is kept between 20 °C and 24 °C at 40 % to 60 % relative humidity."),
    ("page", None),
    ("1", "A3 Coordination and testing"),
    ("text", "A3.1 The Contractor keeps a coordinated BIM model (level 2) and issues clash reports every two weeks."),
    ("text", "A3.2 Commissioning follows a plan that is submitted three months before milestone M2. The Client's engineer witnesses each test."),
    ("table", [
        ["System", "Test", "Standard", "Witness"],
        ["Medical gases", "Purity, flow, pressure", "HTM 02-01", "Authorised engineer"],
        ["Theatre ventilation", "Air changes, pressure, particles", "HTM 03-01", "Authorised engineer"],
        ["Emergency power", "Start in 15 s, four hours on load", "HTM 06-01", "Client's engineer"],
    ]),
]

# ---- Riverside Clinic: what three contractors offer ---------------------------------------------------------------

MERIDIAN = [
    ("1", "1 Company and references"),
    ("text", "Meridian Construction Ltd has built hospitals and clinics since 1987. Turnover in 2024 was 212 million. Trade licence 44-1873, audited accounts 2022 to 2024 and insurance certificates are in appendix 1."),
    ("table", [
        ["Project", "Area", "Completed", "Reference"],
        ["St Anne's Day Hospital", "5,200 m²", "June 2024", "Dr H. Okafor, estates director"],
        ["Lakeside Imaging Centre", "2,300 m²", "March 2022", "P. Lindqvist, project director"],
        ["Westfield Clinic, phase 2 (occupied)", "3,100 m²", "November 2020", "M. Duarte, general manager"],
    ]),
    ("text", "At Westfield the out-patient department stayed open for 16 months. Barriers with negative pressure, weekly air samples and night work kept complaints to two; no clinic session was cancelled."),
    ("1", "2 Method statement"),
    ("text", "Phase 1 (months 1 to 6): service diversions, demolition of the annex behind an acoustic screen, 84 bored piles, frame. Phase 2 (months 4 to 11): envelope, MEP and fit-out of the new wing, theatres first. Phase 3 (months 11 to 14): out-patient wing in three parts, each decanted to the new wing before work starts in it."),
    ("list", [
        "Breaking and piling within 30 m of consulting rooms is done between 20:00 and 06:00.",
        "One tower crane (jib 45 m) stands in the north court; deliveries are booked and avoid 07:30 to 09:30.",
        "Temporary works are designed by our own engineer and checked by a category 3 checker.",
        "Two escape routes from each floor are walked and photographed every morning.",
    ]),
    ("1", "3 MEP and medical gases"),
    ("text", "The MEP coordinator keeps a federated BIM model and issues clash reports every two weeks. MedPipe Systems, our subcontractor for medical gases, has signed a letter of commitment (appendix 4); brazing under nitrogen, purity and flow tests follow HTM 02-01. Theatre ventilation is validated to HTM 03-01: 25 air changes, H14 filters, 15 Pa."),
    ("page", None),
    ("1", "4 Quality, safety and environment"),
    ("text", "ISO 9001 certificate no. Q-20771 is valid to 30 September 2027, ISO 45001 certificate no. S-20772 to the same date. Inspection and test plans for 22 trades are in appendix 6."),
    ("text", "Accident frequency per 100,000 hours: 0.21 (2022), 0.17 (2023), 0.14 (2024). The infection-control plan names a nurse as adviser and stops work when a sample exceeds 100 CFU/m³."),
    ("text", "Waste: 78 % was recycled on our last three projects. Dust is measured continuously at two points, noise at three."),
]

MERIDIAN_CVS = [
    ("1", "Key staff of Meridian Construction"),
    ("table", [
        ["Role", "Name", "Years", "Healthcare years", "On site"],
        ["Project manager", "Ingrid Solheim", "22", "11", "full time"],
        ["Site manager", "Tomasz Wrona", "17", "6", "full time"],
        ["MEP coordinator", "Grace Mensah", "14", "9", "full time"],
        ["Planner", "Luca Ferraro", "12", "4", "two days a week"],
        ["HSE officer", "Aoife Brennan", "10", "7", "full time"],
    ]),
    ("2", "Ingrid Solheim, project manager"),
    ("text", "Chartered engineer. Project manager of St Anne's Day Hospital (5,200 m², 2021 to 2024) and of Westfield Clinic, phase 2. Available from 1 May 2026. Signed: I. Solheim, 27 February 2026."),
    ("2", "Grace Mensah, MEP coordinator"),
    ("text", "Coordinated theatres and medical gases of Lakeside Imaging Centre. BIM manager since 2018. Signed: G. Mensah, 26 February 2026."),
]

PROGRAMME = {
    "Programme": [
        ["Activity", "Start (month)", "End (month)", "Predecessor", "Critical"],
        ["Mobilisation and service diversions", 1, 2, None, "yes"],
        ["Demolition of the annex", 2, 2, "Diversions", "yes"],
        ["Piling and foundations", 2, 4, "Demolition", "yes"],
        ["Frame (milestone M1)", 4, 6, "Foundations", "yes"],
        ["Envelope", 6, 9, "Frame", "no"],
        ["MEP first fix and medical gases", 6, 9, "Frame", "yes"],
        ["Theatres and imaging fit-out", 8, 10, "MEP first fix", "yes"],
        ["Testing and handover of the wing (milestone M2)", 10, 11, "Fit-out", "yes"],
        ["Out-patient wing, three parts (milestone M3)", 11, 14, "M2", "yes"],
    ]
}

NORTHGATE = [
    ("1", "Northgate Builders: technical proposal"),
    ("text", "Northgate Builders is a regional contractor with 140 staff. We have delivered schools, offices and one health centre (Mill Lane, 1,150 m², 2021)."),
    ("1", "Team"),
    ("text", "Our project manager will be Martin Kessler, who has 13 years of experience, mostly in schools. The remaining staff will be named after award."),
    ("1", "Approach"),
    ("text", "We will build the new wing first and refurbish the present building afterwards. Noisy work will be agreed with the clinic. The method statement is enclosed as a separate file."),
    ("1", "Programme"),
    ("table", [
        ["Stage", "Months"],
        ["Substructure and frame", "1 to 7"],
        ["Envelope and services", "7 to 12"],
        ["Refurbishment and completion", "12 to 15"],
    ]),
    ("1", "Quality and safety"),
    ("text", "We hold ISO 9001 (valid to 31 December 2026). Our ISO 45001 certificate expired in November 2025; renewal is in progress. Waste is sorted on site."),
]

ROWAD = [
    ("1", "شركة الرواد للمقاولات: العرض الفني"),
    ("text", "تأسست شركة الرواد للمقاولات عام ١٩٩٤ وتعمل في المباني الصحية والتعليمية. السجل التجاري رقم ٧٠٢٣١٨، والقوائم المالية المدققة للأعوام ٢٠٢٢ إلى ٢٠٢٤ وشهادات التأمين مرفقة."),
    ("1", "الخبرات السابقة"),
    ("table", [
        ["المشروع", "المساحة", "سنة الإنجاز", "جهة الاتصال"],
        ["مركز النخيل الطبي", "٣٬٤٠٠ م²", "٢٠٢٣", "م. سامي الحربي"],
        ["عيادات الواحة", "٢٬١٠٠ م²", "٢٠٢١", "د. ليلى منصور"],
        ["مستشفى الأمل، توسعة مع استمرار التشغيل", "٤٬٨٠٠ م²", "٢٠٢٠", "م. فهد العتيبي"],
    ]),
    ("text", "خلال توسعة مستشفى الأمل بقيت العيادات الخارجية تعمل طوال مدة المشروع، مع حواجز للغبار بضغط سلبي وأخذ عينات هواء أسبوعية."),
    ("1", "فريق العمل"),
    ("text", "مدير المشروع: م. خالد السبيعي، متفرغ بالكامل، خبرة ١٩ سنة منها ٨ سنوات في المشاريع الصحية. السيرة الذاتية موقعة ومرفقة."),
    ("1", "منهجية التنفيذ"),
    ("list", [
        "المرحلة الأولى: تحويل الخدمات وهدم الملحق والأساسات والهيكل حتى الشهر السادس.",
        "المرحلة الثانية: الواجهات والأعمال الكهروميكانيكية والغازات الطبية وغرف العمليات حتى الشهر الحادي عشر.",
        "المرحلة الثالثة: تجديد جناح العيادات الخارجية على ثلاثة أجزاء حتى الشهر الرابع عشر.",
        "تنفذ الأعمال المزعجة ليلا بين الساعة ٢٠:٠٠ والساعة ٠٦:٠٠.",
    ]),
    ("text", "يتم اختبار الغازات الطبية وفق HTM 02-01 وتهوية غرف العمليات وفق HTM 03-01 بحضور مهندس المالك."),
    ("1", "الجودة والسلامة والبيئة"),
    ("text", "شهادة ISO 9001 سارية حتى ١٥ مارس ٢٠٢٨ وشهادة ISO 45001 سارية حتى ١٥ مارس ٢٠٢٨. تبلغ نسبة إعادة تدوير المخلفات ٧٢٪."),
]

ROWAD_STAFF = {
    "فريق العمل": [
        ["الوظيفة", "الاسم", "سنوات الخبرة", "التفرغ"],
        ["مدير المشروع", "خالد السبيعي", 19, "متفرغ"],
        ["مدير الموقع", "عمر الدوسري", 16, "متفرغ"],
        ["منسق الأعمال الكهروميكانيكية", "هند القحطاني", 12, "متفرغ"],
        ["مهندس التخطيط", "ياسر العمري", 9, "جزئي"],
        ["مسؤول السلامة", "ماجد الشهري", 11, "متفرغ"],
    ]
}

# ---- Harbour Road: no sheet; the weights stand in an annex of the RFP ---------------------------------------------

ROAD_RFP = """\
# Request for Proposals: Harbour Road reconstruction

Acme Developments, reference HR-2026-003, released on 2 February 2026.

## 1. Background

Harbour Road joins the ferry terminal to the ring road. 1.8 km of carriageway, two bridges of one span and the drainage are at
the end of their life. About 11,000 vehicles use the road each day; one lane in each direction stays open.

## 2. Scope of work

- Full-depth reconstruction of 1.8 km of carriageway in four sections of at most 500 m.
- Replacement of the bearings and joints of both bridges.
- New drainage with two oil separators, and ducts for lighting.
- Traffic management for the whole period.

## 3. Dates

| Event | Date |
|---|---|
| Questions from bidders until | 20 February 2026 |
| Interviews | 5 March 2026 |
| Proposals due | 23 March 2026 |

## 4. Requirements

4.1 The works take at most 32 weeks.
4.2 Work on the bridges is done between 1 June and 31 August.
4.3 A traffic-management plan is submitted for each section two weeks before it starts.

## 5. Submission

Proposals have at most 60 pages. Prices are submitted separately and are not part of the technical evaluation, which follows Annex B.

# Annex A: Drawings

Drawings HR-101 to HR-118 are issued separately.

# Annex B: Evaluation criteria

Each criterion is scored from 0 to 10. The technical score is the weighted sum.

| Scope | Criterion | Weight | What is assessed |
|---|---|---|---|
| Method | Construction method and sequence | 25% | Section by section, with plant, crews and working hours |
| Method | Traffic management | 20% | One lane in each direction, pedestrians, access to the terminal |
| Method | Programme | 15% | Critical path within 32 weeks, bridges in the summer window |
| Resources | Project team | 15% | Named project manager, bridge engineer and traffic manager |
| Resources | Plant and materials | 10% | Asphalt supply and recycling of the planings |
| Assurance | Quality and testing | 8% | Test plan for layers, joints and bearings |
| Assurance | Safety and environment | 7% | Work beside traffic, run-off into the harbour |
"""


def main():
    docx(CLINIC / "rfp" / "RFP_Riverside_Clinic.docx", RFP)
    pdf(CLINIC / "rfp" / "Annex_A_Technical_Requirements.pdf", "Annex A: Technical requirements", ANNEX)
    criteria_sheet(CLINIC / "evaluation" / "Evaluation_Criteria.xlsx")

    meridian = CLINIC / "tender" / "Meridian_Construction"
    pdf(meridian / "Technical_Proposal.pdf", "Meridian Construction: technical proposal", MERIDIAN)
    docx(meridian / "Key_Staff.docx", MERIDIAN_CVS)
    xlsx(meridian / "Programme.xlsx", PROGRAMME)

    northgate = CLINIC / "tender" / "Northgate_Builders"
    docx(northgate / "Proposal.docx", NORTHGATE)
    whole = northgate / "Method_Statement.pdf"
    pdf(whole, "Northgate Builders: method statement", [("text", "Sequence of works. " * 200)])
    # An upload that broke off: no reader can open it.
    save(whole, whole.read_bytes()[:700])

    rowad = CLINIC / "tender" / "Al-Rowad_Contracting"
    docx(rowad / "Technical_Proposal_AR.docx", ROWAD, arabic=True)
    xlsx(rowad / "Staff_AR.xlsx", ROWAD_STAFF, arabic=True)

    save(ROAD / "rfp" / "RFP_Harbour_Road.md", ROAD_RFP.encode())


if __name__ == "__main__":
    main()

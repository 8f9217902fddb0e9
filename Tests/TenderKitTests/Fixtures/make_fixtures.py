#!/usr/bin/env python3
"""Writes the fixtures beside this file. Needs: pip install openpyxl python-docx reportlab arabic-reshaper python-bidi pypdf cryptography

The results are committed: the tests need no Python. Run it again only to change them.
"""
import pathlib

import arabic_reshaper
import docx
import openpyxl
from bidi.algorithm import get_display
from docx.enum.section import WD_SECTION
from openpyxl.styles import Font
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import (BaseDocTemplate, Frame, ListFlowable, ListItem, PageTemplate, Paragraph,
                                SimpleDocTemplate, Spacer, Table, TableStyle)

HERE = pathlib.Path(__file__).parent
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=8)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", fontSize=14, leading=17)
CELL = ParagraphStyle("cell", parent=BODY, spaceAfter=0)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])

CRITERIA = [
    ("No.", "Criterion", "What is looked at", "Weight"),
    ("1", "Technical approach", "Understanding of the works, sequence of construction, temporary works and the "
     "method for keeping the road open during all phases", "30%"),
    ("2", "Key staff", "Qualifications and availability of the named staff", "25%"),
    ("3", "Programme", "Realism of the programme, float, critical path and the way in which delays are "
     "reported to the client", "20%"),
    ("4", "Health and safety", "Record of the last five years", "15%"),
    ("5", "Local content", "Share of local suppliers", "10%"),
]


def numbered(canvas_, document):
    canvas_.setFont("Helvetica", 8)
    canvas_.drawString(72, 800, "Harbour Road Tender 2024-17")
    canvas_.drawCentredString(A4[0] / 2, 30, f"Page {document.page} of 4")


def criteria_pdf():
    cells = [[Paragraph(text, CELL) for text in row] for row in CRITERIA]
    story = [
        Paragraph("4 Evaluation of proposals", HEADING),
        Paragraph("Proposals are evaluated against the criteria in the table below. The evaluation com-<br/>"
                  "mittee scores each criterion from 0 to 10. A bidder who scores less than 5 in any criterion is "
                  "not considered further, and its financial proposal is returned unopened within thirty days of "
                  "the award.", BODY),
        Table(cells, colWidths=[35, 100, 250, 60], style=GRID),
        Spacer(1, 12),
        Paragraph("4.1 Mandatory documents", HEADING),
        ListFlowable([ListItem(Paragraph(text, BODY)) for text in
                      ("a signed form of tender", "a bid bond that is valid for at least one hundred and twenty days "
                       "after the date on which proposals are opened in public", "audited accounts")],
                     bulletType="a", bulletFormat="%s)"),
    ]
    for number in range(2, 5):
        story += [Paragraph(f"{number + 3} Section {number}", HEADING)]
        story += [Paragraph(f"Paragraph {n} of section {number}. " + " ".join(
            f"Clause {number}.{n}.{k}: the contractor shall keep a copy of each drawing on site and shall make it "
            "available to the engineer at all times." for k in range(4)), BODY)
                  for n in range(9)]
    document = SimpleDocTemplate(str(HERE / "criteria.pdf"), pagesize=A4, title="Harbour Road", invariant=1)
    document.build(story, onFirstPage=numbered, onLaterPages=numbered)


def long_table_pdf():
    rows = [("Item", "Requirement", "Points")]
    rows += [(f"R{n}", f"Requirement number {n} of the list", str(n % 9 + 1)) for n in range(1, 91)]
    table = Table(rows, colWidths=[60, 280, 60], repeatRows=1, style=GRID)
    document = SimpleDocTemplate(str(HERE / "long-table.pdf"), pagesize=A4, invariant=1)
    document.build([Paragraph("Requirements", HEADING), table])


def columns_pdf():
    width = (A4[0] - 144 - 24) / 2
    frames = [Frame(72 + i * (width + 24), 72, width, A4[1] - 144, leftPadding=0, rightPadding=0) for i in (0, 1)]
    document = BaseDocTemplate(str(HERE / "two-columns.pdf"), pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames))
    text = ("Sentence {} of the left and the right column reads on from the line above it and never jumps over the "
            "gutter to the other side of the page. ")
    document.build([Paragraph("".join(text.format(n * 3 + k) for k in range(3)), BODY) for n in range(14)])


def visual(text):
    return get_display(arabic_reshaper.reshape(text))


def arabic_pdf():
    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    page = canvas.Canvas(str(HERE / "arabic.pdf"), pagesize=A4, invariant=1)
    page.setFont("DejaVu", 16)
    page.drawRightString(520, 760, visual("معايير التقييم الفني"))
    page.setFont("DejaVu", 11)
    page.drawRightString(520, 725, visual("يتم تقييم العروض وفقا للجدول التالي خلال 30 يوما من تاريخ فتح المظاريف"))
    page.drawRightString(520, 709, visual("(المرحلة الأولى) بواسطة شركة ABC Consulting Ltd للاستشارات."))
    rows = [("م", "المعيار", "الوزن"), ("١", "الخبرة والأعمال السابقة", "٣٠٪"), ("٢", "منهجية التنفيذ", "٤٠٪"),
            ("٣", "الكوادر الفنية", "30%")]
    for index, row in enumerate(rows):
        for right, text in zip((520, 470, 250), row):
            page.drawRightString(right, 670 - index * 22, visual(text))
    page.showPage()
    page.save()


def scan_pdf():
    page = canvas.Canvas(str(HERE / "scan.pdf"), pagesize=A4, invariant=1)
    page.drawString(72, 700, "A page with text.")
    page.showPage()
    page.rect(72, 72, 400, 600, fill=1)
    page.showPage()
    page.save()


def locked_pdf():
    writer = PdfWriter(clone_from=PdfReader(HERE / "scan.pdf"))
    writer.encrypt("secret", "owner", algorithm="AES-128")
    writer.write(HERE / "locked.pdf")


def rfp_docx():
    document = docx.Document()
    document.add_heading("Request for Proposals", 0)
    document.add_heading("Evaluation", 1)
    document.add_paragraph("Proposals are scored as follows.")
    document.add_paragraph("Quality of the team", style="List Bullet")
    document.add_paragraph("Price", style="List Bullet")
    document.add_paragraph("First step", style="List Number")
    document.add_paragraph("Second step", style="List Number")
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    for row, texts in enumerate([("Group", "Criterion", "Weight"), ("Technical", "Method", "40%"),
                                 ("", "Team", "30%"), ("Total", "", "70%")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_heading("Annex", 2)
    document.add_paragraph("Last words.")
    document.save(HERE / "rfp.docx")


def criteria_xlsx():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Criteria"
    sheet.append(["Scope", "Criterion", "Weight", "Due"])
    sheet.append(["Technical", "Method", 0.3, None])
    sheet.append([None, "Team", 0.255, None])
    sheet.append(["Price", "Total price", 0.445, None])
    sheet["D2"] = __import__("datetime").date(2024, 5, 1)
    for cell in ("C2", "C3", "C4"):
        sheet[cell].number_format = "0%"
    sheet.merge_cells("A2:A3")
    sheet["A8"] = "After a gap"
    sheet["A1"].font = Font(bold=True)
    hidden = book.create_sheet("Internal")
    hidden["A1"] = "not for bidders"
    hidden.sheet_state = "hidden"
    arabic = book.create_sheet("المعايير")
    arabic.append(["المعيار", "الوزن"])
    arabic.append(["الخبرة", "٦٠٪"])
    book.save(HERE / "criteria.xlsx")


for make in (criteria_pdf, long_table_pdf, columns_pdf, arabic_pdf, scan_pdf, locked_pdf, rfp_docx, criteria_xlsx):
    make()

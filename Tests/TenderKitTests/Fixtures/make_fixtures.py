#!/usr/bin/env python3
"""Writes the fixtures beside this file. Needs: pip install openpyxl python-docx python-pptx pillow reportlab arabic-reshaper
python-bidi pypdf cryptography; chromium, libreoffice-writer, poppler-utils, tesseract-ocr-ara and fonts-noto-core

The results are committed: the tests need no Python. Run it again only to change them.
"""
import datetime
import pathlib
import random
import subprocess
import tempfile

import arabic_reshaper
import docx
import openpyxl
import pptx
from bidi.algorithm import get_display
from docx.enum.section import WD_SECTION
from openpyxl.styles import Font
from PIL import Image, ImageFilter
from pptx.util import Inches
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


def slides_pptx():
    show = pptx.Presentation()
    show.core_properties.created = show.core_properties.modified = datetime.datetime(2024, 1, 1)
    slide = show.slides.add_slide(show.slide_layouts[0])
    slide.shapes.title.text = "Technical proposal"
    slide.placeholders[1].text = "Harbour Road"
    # Made third, shown second.
    for _ in range(2):
        show.slides.add_slide(show.slide_layouts[1])
    ids = show.slides._sldIdLst
    ids.insert(1, ids[2])
    slide = show.slides[1]
    slide.shapes.title.text = "المنهجية والخطة"
    frame = slide.placeholders[1].text_frame
    frame.text = "خطة العمل ٣٠ يوما"
    frame.add_paragraph().text = "Second step"
    frame.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "Mention the crane.\nAnd the lagoon."
    slide = show.slides[2]
    slide.shapes.title.text = "Team"
    grid = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row, texts in enumerate([("Group", "Name", "Years"), ("Site", "Jane Doe", "18"), ("", "John Roe", "9")]):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text
    grid.cell(1, 0).merge(grid.cell(2, 0))
    group = slide.shapes.add_group_shape()
    box = group.shapes.add_textbox(Inches(1), Inches(5), Inches(3), Inches(1))
    box.text_frame.text = "Text in a group"
    slide = show.slides.add_slide(show.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    box.text_frame.text = "A slide without a title"
    slide._element.set("show", "0")
    show.save(HERE / "slides.pptx")


def print_page(name):
    """NAME-page.html as Chromium prints it."""
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    f"--print-to-pdf={HERE / name}-page.pdf", f"{HERE / name}-page.html"], check=True)


def office_pages():
    """The Arabic page as LibreOffice writes it, as .docx and as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        def convert(source, ending, *options):
            subprocess.run(["soffice", "--headless", "--convert-to", ending, "--outdir", folder, *options, source],
                           check=True)

        convert(HERE / "arabic-page.html", "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)")
        convert(f"{folder}/arabic-page.docx", "pdf")
        for ending in ("docx", "pdf"):
            content = pathlib.Path(folder, f"arabic-page.{ending}").read_bytes()
            (HERE / f"arabic-office.{ending}").write_bytes(content)


def scan(name):
    """NAME-page.pdf as a scanner would make it: turned a little, blurred, with specks, as a JPEG."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "200", "-gray", "-singlefile", HERE / f"{name}-page.pdf", f"{folder}/p"],
                       check=True)
        picture = Image.open(f"{folder}/p.pgm").convert("L")
    picture = picture.rotate(0.7, resample=Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.4))
    random.seed(1)
    for _ in range(200):
        picture.putpixel((random.randrange(picture.width), random.randrange(picture.height)), 90)
    picture.save(HERE / f"{name}-scan.jpg", "JPEG", quality=45, dpi=(200, 200))
    Image.open(HERE / f"{name}-scan.jpg").save(HERE / f"{name}-scan.pdf", "PDF", resolution=200)


def recognised():
    """What tesseract says about the Arabic scan, for tests without it."""
    with open(HERE / "arabic-scan.hocr", "wb") as out, open(HERE / "arabic-scan.jpg", "rb") as picture:
        subprocess.run(["tesseract", "stdin", "stdout", "-l", "eng+ara", "-c", "tessedit_create_hocr=1"],
                       stdin=picture, stdout=out, check=True)


def photograph():
    random.seed(3)
    sky = Image.effect_noise((320, 240), 60).filter(ImageFilter.GaussianBlur(9)).resize((640, 480))
    sky.save(HERE / "photograph.png", "PNG")


for make in (criteria_pdf, long_table_pdf, columns_pdf, arabic_pdf, scan_pdf, locked_pdf, rfp_docx, criteria_xlsx,
             slides_pptx, office_pages, photograph):
    make()
for page in ("arabic", "english"):
    print_page(page)
    scan(page)
recognised()

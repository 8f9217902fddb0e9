import Testing

@testable import TenderKit

/// One Arabic page in the formats in which it may arrive. `arabic-page.html` is the source of all of them.
@Suite struct ArabicDocumentTests {
    private static let table = [
        ["م", "المعيار", "الوصف", "الوزن"],
        [
            "١", "الخبرة والأعمال السابقة",
            "خبرة لا تقل عن عشر سنوات في الأعمال المماثلة للمشروع مع شهادات إنجاز معتمدة من الجهات المالكة", "٣٠٪",
        ],
        ["٢", "منهجية التنفيذ", "خطة العمل والجدول الزمني", "٤٠٪"],
        ["٣", "الكوادر الفنية", "مؤهلات الفريق والسلامة ISO 45001", "30%"],
    ]
    private static let text = [
        "كراسة الشروط والمواصفات",
        "تدعو بلدية الرياض الشركات المتخصصة إلى تقديم عروضها لمشروع تأهيل الطرق رقم 2024/17 وذلك خلال 30 يوما من تاريخ "
            + "الإعلان. يجب أن يكون العرض ساري المفعول لمدة لا تقل عن ٩٠ يوما من الأول من شهر يناير.",
        "1. معايير التقييم الفني",
        "يتم تقييم العروض وفقا للجدول التالي بواسطة شركة ABC Consulting Ltd للاستشارات (المرحلة الأولى):",
        "2. المستندات المطلوبة", "السجل التجاري ساري المفعول", "شهادة الزكاة والدخل",
        "البريد: info@example.com هاتف 0112345678",
    ]

    @Test(arguments: ["arabic-page.pdf", "arabic-office.docx", "arabic-page.html"])
    func `reads the same from each format`(name: String) async throws {
        let document = try await DocumentReader().read(Fixture.path(name), as: name)
        #expect(document.rows.map(\.cells) == Self.table)
        #expect(document.blocks.filter { !$0.isRow }.map(\.text) == Self.text)
        #expect(document.blocks.filter(\.isHeading).map(\.text) == [Self.text[0], Self.text[2], Self.text[4]])
    }

    // This one has its numbers in the middle of their cells, between the lines of the longest.
    @Test func `reads text, brackets, numbers and columns of a word processor's PDF`() async throws {
        let document = try await DocumentReader().read(Fixture.path("arabic-office.pdf"), as: "a.pdf")
        #expect(document.blocks.filter { !$0.isRow }.map(\.text) == Self.text)
        #expect(document.rows.first?.cells == Self.table[0])
        #expect(Array(document.rows.map(\.cells).suffix(2)) == Array(Self.table.suffix(2)))
    }

    @Test func `joins what a font change parts, and sets brackets upright`() {
        #expect(Brackets.upright("ةلحرملا(") == "ةلحرملا)")
        #expect(Brackets.upright(":)ىلوألا") == ":(ىلوألا")
        #expect(Brackets.upright("(first)") == "(first)")
        #expect(Brackets.upright("(") == "(")
        func word(_ text: String, _ x: Double, width: Double = 20) -> PDFWord {
            PDFWord(text: text, xMin: x, yMin: 100, xMax: x + width, yMax: 115)
        }
        let pieces = [
            word("2024", 100), word("/", 120, width: 5), word("17", 125), word("مقر", 148), word("عورشملا", 171),
        ]
        let layout = PageLayout(PDFPage(number: 1, width: 300, height: 400, words: pieces))
        #expect(layout.rows.first?.words.map(\.text) == ["عورشملا", "مقر", "2024/17"])
    }

    @Test func `reads a number on the right of a Latin word as part of its name`() {
        func text(_ words: [String]) -> String {
            let placed = words.enumerated().map { index, text in
                PDFWord(text: text, xMin: Double(index) * 50, yMin: 0, xMax: Double(index) * 50 + 40, yMax: 12)
            }
            return VisualOrder.text(of: placed, base: .rightToLeft)
        }
        #expect(text(["ISO", "45001", "ةمالسلا"]) == "السلامة ISO 45001")
        #expect(text(["30", "لالخ"]) == "خلال 30")
        #expect(text(["فصولا", ".1"]) == "1. الوصف")
        #expect(text(["ب", "1,000.50"]) == "1,000.50 ب")
    }
}

extension Block {
    fileprivate var isRow: Bool {
        if case .tableRow = kind { true } else { false }
    }

    fileprivate var isHeading: Bool {
        if case .heading = kind { true } else { false }
    }
}

import TestRandom
import Testing

@testable import TenderKit

@Suite("Dates in text") struct DateScannerTests {
    private static func read(_ text: String) -> [String] {
        DateScanner.mentions(in: text).map { mention in
            func show(_ reading: DateMention.Reading) -> String {
                switch reading {
                case .day(let day): day.iso
                case .eitherOrder(let one, let two): "\(one.iso)|\(two.iso)"
                case .withoutYear(let month, let day): "\(month)-\(day)"
                }
            }
            return show(mention.reading) + (mention.lastDay.map { "…" + show($0) } ?? "")
        }
    }

    @Test(arguments: [
        ("2026-03-09", "2026-03-09"), ("on 2026-03-09T12:00", "2026-03-09"), ("2026/03/09", "2026-03-09"),
        ("9 March 2026", "2026-03-09"), ("9th of March, 2026", "2026-03-09"),
        ("the 9th day of March 2026", "2026-03-09"),
        ("March 9, 2026", "2026-03-09"), ("March 9th 2026", "2026-03-09"), ("Mar. 9, 2026", "2026-03-09"),
        ("MARCH 09, 2026", "2026-03-09"), ("09-Mar-26", "2026-03-09"), ("9/Mar/2026", "2026-03-09"),
        ("09-MAR-2026", "2026-03-09"), ("9 Sept 2026", "2026-09-09"), ("9March2026", "2026-03-09"),
        ("09/03/2026", "2026-03-09|2026-09-03"), ("3/9/26", "2026-09-03|2026-03-09"),
        ("09-03-2026", "2026-03-09|2026-09-03"),
        ("09 / 03 / 2026", "2026-03-09|2026-09-03"), ("23/03/2026", "2026-03-23"), ("03/23/2026", "2026-03-23"),
        ("05/05/2026", "2026-05-05"), ("09.03.2026", "2026-03-09"), ("9.3.2026", "2026-03-09"),
        ("09.03.26", "2026-03-09"),
        ("at 12:00 on 9 March 2026", "2026-03-09"), ("by 17:30 March 9, 2026", "2026-03-09"),
        ("16:00 9 March 2026 GST", "2026-03-09"), ("9 March", "3-9"), ("Monday March 9 at 5 pm", "3-9"),
        ("٩ مارس ٢٠٢٦", "2026-03-09"), ("9 آذار 2026", "2026-03-09"), ("9 أبريل 2026م", "2026-04-09"),
        ("9 إبريل 2026", "2026-04-09"), ("٠٩/٠٣/٢٠٢٦", "2026-03-09|2026-09-03"),
        ("9 من شهر مارس لعام 2026", "2026-03-09"),
        ("5 تشرين الأول 2026", "2026-10-05"), ("5 كانون الثاني 2026", "2026-01-05"),
        ("5 تشرين الثاني 2026", "2026-11-05"),
        ("20 رمضان 1447هـ", "2026-03-09"), ("20/9/1447 هـ", "2026-03-09"), ("٢٠/٠٩/١٤٤٧هـ", "2026-03-09"),
        ("1447/09/20", "2026-03-09"), ("20 Ramadan 1447 AH", "2026-03-09"), ("20/09/47هـ", "2026-03-09"),
        ("1 ربيع الأول 1447هـ", "2025-08-24"), ("1 جمادى الآخرة 1447هـ", "2025-11-22"),
        ("1 ذو الحجة 1447هـ", "2026-05-18"),
        ("1 Rabi' al-Awwal 1447", "2025-08-24"), ("1 Dhu al-Hijjah 1447", "2026-05-18"),
        ("9–11 March 2026", "2026-03-09…2026-03-11"), ("9 and 10 March 2026", "2026-03-09…2026-03-10"),
        ("9 to 11 March 2026", "2026-03-09…2026-03-11"), ("December 4 - 8, 2017", "2017-12-04…2017-12-08"),
        ("28 February – 2 March 2026", "2026-02-28…2026-03-02"),
        ("29 December to 3 January 2026", "2025-12-29…2026-01-03"),
        ("9 March 2026 to 11 March 2026", "2026-03-09…2026-03-11"),
        ("9, 10 and 11 March 2026", "2026-03-09…2026-03-11"),
        ("9 مارس 2026 الموافق 20 رمضان 1447هـ", "2026-03-09"), ("20 رمضان 1447هـ (الموافق 9 مارس 2026م)", "2026-03-09"),
        ("03/09/2026 الموافق 20/09/1447هـ", "2026-03-09"), ("Stage 2 – 9 March 2026", "2026-03-09"),
    ])
    func `a date in each form is read`(text: String, wanted: String) {
        #expect(Self.read(text) == [wanted])
        #expect(Self.read("Offers are due by \(text).") == [wanted])
    }

    @Test(arguments: [
        "31 February 2026", "30/02/2026", "2026-13-01", "32 March 2026", "dd/mm/yyyy", "TBD", "[date]", "XX-XX-2026",
        "ISO 9001:2015", "EN 13348", "AS 36.30.400", "10.12.2026.4", "HR-10-12-2026", "BS 5950-1:2000", "in 2026",
        "March 2026",
        "1/2", "24/7", "clause 3.1.26", "version 3.2.1", "the bidder may 5 times", "tel. 04-12-345678", "12:30",
        "30 شوال 1447هـ", "31 رمضان 1447هـ", "1,200,000", "FAR 52.212-4", "10-12-2026-001", "10/12",
    ])
    func `what is no date is not read as one`(text: String) {
        #expect(Self.read(text) == [])
    }

    @Test func `a weekday beside a date belongs to it`() {
        for text in ["Monday 09/03/2026", "Monday, 09/03/2026", "09/03/2026 (Monday)", "الاثنين 09/03/2026"] {
            #expect(DateScanner.mentions(in: text).map(\.orderByWeekday) == [.dayFirst], "\(text)")
        }
        // The third of September 2026 is a Thursday.
        #expect(DateScanner.mentions(in: "Thursday 09/03/2026").map(\.orderByWeekday) == [.monthFirst])
        #expect(DateScanner.mentions(in: "Sunday 09/03/2026").map(\.orderByWeekday) == [nil])
    }

    @Test func `two calendars confirm or contradict each other`() {
        let agreeing = DateScanner.mentions(in: "9 مارس 2026 الموافق 20 رمضان 1447هـ")
        #expect(agreeing.map(\.isConfirmed) == [true])
        // One day apart is the moon's doing.
        #expect(DateScanner.mentions(in: "10 مارس 2026 الموافق 20 رمضان 1447هـ").map(\.isConfirmed) == [true])
        #expect(DateScanner.mentions(in: "19 مارس 2026 الموافق 20 رمضان 1447هـ").map(\.isContradicted) == [true])
    }

    @Test func `random days come back from every form`() throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let arabic = [
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر",
        ]
        for _ in 0..<300 {
            let day = try #require(CivilDate(daysSince1970: Int.random(in: 10_000...40_000, using: &random)))
            let month = months[day.month - 1]
            let forms = [
                day.iso, "\(day.day) \(month) \(day.year)", "\(month) \(day.day), \(day.year)",
                "\(day.day)-\(month.prefix(3))-\(day.year)", "\(day.day).\(day.month).\(day.year)",
                "\(day.day) \(arabic[day.month - 1]) \(day.year)", "(\(day.day)th of \(month) \(day.year))",
            ]
            for form in forms { #expect(Self.read(form) == [day.iso], "seed \(seed): \(form)") }
            let numeric = DateScanner.mentions(in: "\(day.day)/\(day.month)/\(day.year)").first?.reading
            switch numeric {
            case .day(let read): #expect(read == day)
            case .eitherOrder(let dayFirst, _): #expect(dayFirst == day)
            default: Issue.record("seed \(seed): \(day.iso)")
            }
        }
    }

    @Test func `no text stops the search, and every day found exists`() {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "9", "31", "2026", "1447", "/", "-", ".", " ", "March", "رمضان", "ربيع", "الأول", "to", "هـ", "الموافق",
            ",", "٠٩",
            "Mon", "th", "of", "26", "ذو", "(", "\u{200F}", "من", "و", "May",
        ]
        for _ in 0..<2_000 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined(separator: Bool.random(using: &random) ? " " : "")
            for mention in DateScanner.mentions(in: text) {
                #expect(mention.range.upperBound <= text.unicodeScalars.count, "seed \(seed): \(text)")
                #expect(mention.range.lowerBound < mention.range.upperBound, "seed \(seed): \(text)")
            }
        }
    }

    @Test func `weekdays and distances are those of the calendar`() throws {
        let day = try #require(CivilDate(year: 2026, month: 3, day: 9))
        #expect(day.weekday == 1)
        #expect(day.adding(days: -14)?.iso == "2026-02-23")
        #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2026, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 1900, month: 1, day: 1)?.daysSince1970 == -25_567)
        #expect(CivilDate(year: 1900, month: 1, day: 1)?.weekday == 1)
    }
}

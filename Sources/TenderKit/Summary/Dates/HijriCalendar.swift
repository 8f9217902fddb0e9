import Foundation

/// Days of the Umm al-Qura calendar, by which Saudi tenders are dated, as Gregorian days.
enum HijriCalendar {
    /// Years for which the calendar is tabulated and that a tender may name.
    static let years = 1380...1500

    /// nil for a day that does not exist, such as the 30th of a month of 29 days.
    static func civil(year: Int, month: Int, day: Int) -> CivilDate? {
        guard years.contains(year), (1...12).contains(month), (1...30).contains(day),
            let date = hijri.date(from: DateComponents(year: year, month: month, day: day)),
            hijri.component(.month, from: date) == month
        else { return nil }
        return CivilDate(daysSince1970: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    private static let hijri: Calendar = {
        var calendar = Calendar(identifier: .islamicUmmAlQura)
        calendar.timeZone = .gmt
        return calendar
    }()
}

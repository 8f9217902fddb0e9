/// Days since an epoch as calendar dates (proleptic Gregorian), without a calendar or a time zone.
enum CalendarDay {
    /// A spreadsheet's date serial in ISO form; nil when it lies outside the years 1900 to 9999.
    static func render(serial: Double, kind: NumberFormat.Kind, date1904: Bool) -> String? {
        guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        var day = Int(serial.rounded(.down))
        var seconds = Int(((serial - serial.rounded(.down)) * 86_400).rounded())
        if seconds == 86_400 {
            day += 1
            seconds = 0
        }
        let time = "\(NumberFormat.two(seconds / 3600)):\(NumberFormat.two(seconds / 60 % 60))"
        if kind == .time { return time }
        // Day 60 of the 1900 system is a 29 February 1900 that never was.
        let sinceEpoch = date1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569)
        let date = civil(daysSince1970: sinceEpoch)
        let text = "\(date.year)-\(NumberFormat.two(date.month))-\(NumberFormat.two(date.day))"
        return kind == .dateTime || seconds != 0 ? "\(text) \(time)" : text
    }

    /// Howard Hinnant's `civil_from_days`.
    static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

/// A date as it stands in a text.
struct DateMention: Equatable {
    /// What the words alone say.
    enum Reading: Equatable {
        case day(CivilDate)
        /// `09/03/2026`: only the document's usage can tell.
        case eitherOrder(dayFirst: CivilDate, monthFirst: CivilDate)
        case withoutYear(month: Int, day: Int)
    }

    /// How it is written, as far as that tells the document's usage.
    enum Style: Equatable {
        case dayMonthName, monthNameDay
        case numericDayFirst, numericMonthFirst
        /// Year first, dotted, the same in both orders, or open.
        case neutral
        case hijri
    }

    var reading: Reading
    /// The last day of a range: `9–11 March 2026`.
    var lastDay: Reading?
    var style: Style
    /// In scalars of the text, without the weekday.
    var range: Range<Int>
    /// 0 is Sunday; the weekday that stands beside it.
    var weekday: Int?
    /// The same day by the other calendar stands beside it and agrees.
    var isConfirmed = false
    /// The same day by the other calendar stands beside it and disagrees by more than a day.
    var isContradicted = false

    /// The day, where the words alone are enough.
    var day: CivilDate? {
        if case .day(let day) = reading { day } else { nil }
    }

    /// The same, so many days later; its weekday no longer stands beside it.
    func moved(by days: Int) -> DateMention {
        var moved = self
        (moved.lastDay, moved.weekday, moved.isConfirmed) = (nil, nil, false)
        switch reading {
        case .day(let day): moved.reading = day.adding(days: days).map(Reading.day) ?? reading
        case .eitherOrder(let dayFirst, let monthFirst):
            if let one = dayFirst.adding(days: days), let other = monthFirst.adding(days: days) {
                moved.reading = .eitherOrder(dayFirst: one, monthFirst: other)
            }
        case .withoutYear: break
        }
        return moved
    }

    /// Whether the weekday beside it is not the day's.
    var hasWrongWeekday: Bool {
        guard let weekday, let day else { return false }
        return day.weekday != weekday
    }
}

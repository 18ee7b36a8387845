/// An instant as the calendar and the clock of UTC have it.
package struct CalendarTime: Sendable, Equatable {
    package let year: Int
    /// From 1.
    package let month: Int
    /// Of the month, from 1.
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let nanosecond: Int

    package init(_ instant: Timestamp) {
        let secondLength: Int64 = 1_000_000_000
        var seconds = instant.nanoseconds / secondLength
        var rest = instant.nanoseconds % secondLength
        if rest < 0 {
            rest += secondLength
            seconds -= 1
        }
        let total = seconds + Timestamp.epochSecondsAtStart
        var days = total / 86_400
        var ofDay = Int(total % 86_400)
        if ofDay < 0 {
            ofDay += 86_400
            days -= 1
        }
        (year, month, day) = Self.date(ofDay: Int(days))
        hour = ofDay / 3600
        minute = ofDay / 60 % 60
        second = ofDay % 60
        nanosecond = Int(rest)
    }

    /// The date of a day by its number since 1970-01-01 (Gregorian, also before it was in use).
    ///
    /// After "days_from_civil" in H. Hinnant, chrono-Compatible Low-Level Date Algorithms.
    private static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

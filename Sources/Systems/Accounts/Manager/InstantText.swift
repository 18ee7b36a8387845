import Infrastructure

/// Instants as the manager writes them into the store, and reads them back.
enum InstantText {
    /// ISO 8601 without loss: with nine digits where six do not hold the instant.
    static func text(_ instant: Timestamp) -> String {
        CalendarTime(instant).exactText
    }

    /// Reads `2025-01-01T00:00:00Z`, with or without a fraction of up to nine digits.
    static func instant(_ text: String) -> Timestamp? {
        var digits = Digits(text)
        guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2),
            digits.skip("-"), let day = digits.number(2), digits.skip("T"),
            let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2),
            digits.skip(":"), let second = digits.number(2),
            let nanosecond = digits.fraction(), digits.skip("Z"), digits.isAtEnd
        else { return nil }
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
        let sinceStart = Int64(seconds) - Timestamp.epochSecondsAtStart
        let (whole, overflow) = sinceStart.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isTooLate) = whole.addingReportingOverflow(Int64(nanosecond))
        return overflow || isTooLate ? nil : Timestamp(nanoseconds: sum)
    }

    /// The number of a day since 1970-01-01, after Hinnant's "days_from_civil".
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }
}

/// Digits and marks, taken one after the other.
private struct Digits {
    private let bytes: String.UTF8View
    private var place: String.UTF8View.Index

    init(_ text: String) {
        bytes = text.utf8
        place = bytes.startIndex
    }

    var isAtEnd: Bool { place == bytes.endIndex }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard !isAtEnd, UInt32(bytes[place]) == mark.value else { return false }
        place = bytes.index(after: place)
        return true
    }

    mutating func number(_ count: Int) -> Int? {
        var number = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    /// Nanoseconds; 0 where there is no fraction.
    mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        var number = 0
        var unit = 100_000_000
        while unit > 0, let digit = digit() {
            number += digit * unit
            unit /= 10
        }
        return number
    }

    private mutating func digit() -> Int? {
        guard !isAtEnd else { return nil }
        let byte = bytes[place]
        guard byte >= 48, byte <= 57 else { return nil }
        place = bytes.index(after: place)
        return Int(byte) - 48
    }
}

import Infrastructure

/// The forms of a date and time that pydantic takes, and what it says of other texts.
///
/// ISO 8601 with a space, `_` or `T` between date and time; without an offset it is UTC, without a
/// time midnight. A number is seconds since 1970, and milliseconds beyond 2 · 10^10.
enum InstantForm {
    /// Why a text is no date, in the words of the Rust library that pydantic reads it with.
    enum Flaw: String, Error {
        case tooShort = "input is too short"
        case year = "invalid character in year"
        case month = "invalid character in month"
        case day = "invalid character in day"
        case separator = "invalid date separator, expected `-`"
        case monthRange = "month value is outside expected range of 1-12"
        case dayRange = "day value is outside expected range"
        case extra = "unexpected extra characters at the end of the input"
    }

    /// The instant of a text; one that is more than 146 years away from a run is that far away.
    static func instant(_ text: String) throws(Flaw) -> Timestamp {
        var reader = DigitReader(text)
        if let instant = number(&reader) { return instant }
        reader = DigitReader(text)
        let days = try date(&reader)
        guard !reader.isAtEnd else { return timestamp(seconds: days * 86_400, nanoseconds: 0) }
        guard let time = time(&reader) else { throw .extra }
        return timestamp(seconds: days * 86_400 + time.seconds, nanoseconds: time.nanoseconds)
    }

    /// Seconds or milliseconds since 1970, with a fraction; nil where that is no number or beyond
    /// the year 9999.
    private static func number(_ reader: inout DigitReader) -> Timestamp? {
        let isNegative = reader.take("-")
        if !isNegative { _ = reader.take("+") }
        guard let whole = reader.digits(1...18) else { return nil }
        let fraction = reader.take(".") ? reader.fraction() : 0
        guard let fraction, reader.isAtEnd else { return nil }
        let isMilliseconds = whole > 20_000_000_000
        let seconds = isMilliseconds ? whole / 1000 : whole
        guard seconds < 253_402_300_800 else { return nil }
        let rest = isMilliseconds ? whole % 1000 * 1_000_000 + fraction / 1000 : fraction
        return isNegative
            ? timestamp(seconds: -seconds, nanoseconds: -rest)
            : timestamp(seconds: seconds, nanoseconds: rest)
    }

    /// The days since 1970 of a date.
    private static func date(_ reader: inout DigitReader) throws(Flaw) -> Int64 {
        guard reader.count >= 10 else { throw .tooShort }
        guard let year = reader.digits(4...4) else { throw .year }
        guard reader.take("-") else { throw .separator }
        guard let month = reader.digits(2...2) else { throw .month }
        guard reader.take("-") else { throw .separator }
        guard let day = reader.digits(2...2) else { throw .day }
        guard (1...12).contains(month) else { throw .monthRange }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day >= 1, day <= lengths[Int(month) - 1] else { throw .dayRange }
        let before = year - 1
        let leapDays = before / 4 - before / 100 + before / 400
        let ofYear = lengths[..<(Int(month) - 1)].reduce(0, +) + day - 1
        return before * 365 + leapDays + ofYear - 719_162
    }

    /// The time of day and its offset; nil where there is anything else.
    private static func time(_ reader: inout DigitReader) -> (seconds: Int64, nanoseconds: Int64)? {
        guard reader.take("T") || reader.take("t") || reader.take(" ") || reader.take("_"),
            let hour = reader.digits(2...2), hour < 24, reader.take(":"),
            let minute = reader.digits(2...2), minute < 60
        else { return nil }
        var seconds = hour * 3600 + minute * 60
        var nanoseconds: Int64 = 0
        if reader.take(":") {
            guard let second = reader.digits(2...2), second < 60 else { return nil }
            seconds += second
            if reader.take(".") || reader.take(",") {
                guard let fraction = reader.fraction() else { return nil }
                nanoseconds = fraction
            }
        }
        if !reader.isAtEnd, !(reader.take("Z") || reader.take("z")) {
            let isWest = reader.take("-")
            guard isWest || reader.take("+"), let hours = reader.digits(2...2), hours < 24
            else { return nil }
            _ = reader.take(":")
            guard let minutes = reader.digits(2...2), minutes < 60 else { return nil }
            seconds += (isWest ? 60 : -60) * (hours * 60 + minutes)
        }
        return reader.isAtEnd ? (seconds, nanoseconds) : nil
    }

    /// Within half of what 64 bits hold, so that differences of instants hold, too.
    private static func timestamp(seconds: Int64, nanoseconds: Int64) -> Timestamp {
        let farthest: Int64 = 1 << 62
        let sinceStart = seconds - Timestamp.epochSecondsAtStart
        let (whole, overflows) = sinceStart.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflows, whole.magnitude < farthest.magnitude else {
            return Timestamp(nanoseconds: sinceStart < 0 ? -farthest : farthest)
        }
        return Timestamp(nanoseconds: whole + nanoseconds)
    }
}

/// Takes digits and signs from the front of a text.
private struct DigitReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var count: Int { bytes.count }

    var isAtEnd: Bool { place == bytes.count }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard !isAtEnd, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    /// As many digits as there are, within limits that fit in 64 bits.
    mutating func digits(_ count: ClosedRange<Int>) -> Int64? {
        var value: Int64 = 0
        var taken = 0
        while !isAtEnd, taken < count.upperBound, (48...57).contains(bytes[place]) {
            value = value * 10 + Int64(bytes[place] - 48)
            place += 1
            taken += 1
        }
        return count.contains(taken) ? value : nil
    }

    /// What follows the point, in billionths; digits beyond nine count nothing.
    mutating func fraction() -> Int64? {
        let start = place
        guard var value = digits(1...9) else { return nil }
        for _ in (place - start)..<9 { value *= 10 }
        while !isAtEnd, (48...57).contains(bytes[place]) { place += 1 }
        return value
    }
}

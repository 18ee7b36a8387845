import Infrastructure
import Testing

@testable import Systems

/// Dates and times as pydantic 2.14 takes them.
struct InstantFormTests {
    private static func reading(_ text: String) -> String {
        do { return CalendarTime(try InstantForm.instant(text)).text } catch {
            return error.rawValue
        }
    }

    @Test(
        arguments: [
            ("2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
            ("2025-01-01T00:00:00", "2025-01-01T00:00:00Z"),
            ("2025-01-01 00:00", "2025-01-01T00:00:00Z"),
            ("2025-01-01", "2025-01-01T00:00:00Z"),
            ("2024-02-29_23:59:59z", "2024-02-29T23:59:59Z"),
            ("2025-01-01T00:00:00+03:00", "2024-12-31T21:00:00Z"),
            ("2025-01-01T00:00:00-0330", "2025-01-01T03:30:00Z"),
            ("2025-01-01T00:00:00.123456789Z", "2025-01-01T00:00:00.123456Z"),
            ("2025-01-01T00:00:00.5", "2025-01-01T00:00:00.500000Z"),
            ("2025-01-01T00:00:00.1234567890", "2025-01-01T00:00:00.123456Z"),
            ("1735689600", "2025-01-01T00:00:00Z"),
            ("1735689600.5", "2025-01-01T00:00:00.500000Z"),
            ("1735689600250", "2025-01-01T00:00:00.250000Z"),
            ("-5", "1969-12-31T23:59:55Z"), ("20250101", "1970-08-23T09:01:41Z"),
            ("2100-03-01T00:00:00Z", "2100-03-01T00:00:00Z"),
            ("1904-03-01", "1904-03-01T00:00:00Z"),
        ] as [(String, String)]
    )
    func `what is an instant is read`(text: String, instant: String) {
        #expect(Self.reading(text) == instant)
    }

    private static let extra = "unexpected extra characters at the end of the input"
    private static let separator = "invalid date separator, expected `-`"

    @Test(
        arguments: [
            ("", "input is too short"), ("abc", "input is too short"),
            ("2025-1-1", "input is too short"), ("1e5", "input is too short"),
            ("tomorrow at noon", "invalid character in year"),
            (" 2025-01-01", "invalid character in year"),
            ("2025x01-01", separator), ("2025-01x01", separator),
            ("9999999999999999999", separator),
            ("2025-xx-01", "invalid character in month"),
            ("2025-01-xx", "invalid character in day"),
            ("2025-13-01", "month value is outside expected range of 1-12"),
            ("2025-00-01", "month value is outside expected range of 1-12"),
            ("2025-02-29", "day value is outside expected range"),
            ("2025-01-00", "day value is outside expected range"),
            ("2025-01-01T25:00:00", extra), ("2025-01-01T24:00:00", extra),
            ("2025-01-01T00:61:00", extra), ("2025-01-01T00:00:61", extra),
            ("2025-01-01T00", extra), ("2025-01-01T00:00:00.", extra),
            ("2025-01-01T00:00:00ZZ", extra), ("2025-01-01T00:00:00+25:00", extra),
            ("2025-01-01T00:00:00+03", extra), ("2025-01-01T00:00:00 03:00", extra),
        ] as [(String, String)]
    )
    func `what is none is told in the words of the source`(text: String, flaw: String) {
        #expect(Self.reading(text) == flaw)
    }

    @Test func `what is far beyond a run comes nearer`() throws {
        #expect(try InstantForm.instant("9999-12-31").nanoseconds == 1 << 62)
        #expect(try InstantForm.instant("0001-01-01").nanoseconds == -(1 << 62))
    }
}

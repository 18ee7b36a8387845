import Infrastructure
import Testing

struct CalendarTimeTests {
    private static let second: Int64 = 1_000_000_000

    private static let texts: [(Int64, String)] = [
        (0, "2025-01-01T00:00:00Z"),
        (59 * second, "2025-01-01T00:00:59Z"),
        (86_400 * second - 1, "2025-01-01T23:59:59.999999Z"),
        (86_400 * second, "2025-01-02T00:00:00Z"),
        (second + 1_000, "2025-01-01T00:00:01.000001Z"),
        (second + 999, "2025-01-01T00:00:01Z"),
        // 2028 is a leap year.
        (1_154 * 86_400 * second, "2028-02-29T00:00:00Z"),
        (-second, "2024-12-31T23:59:59Z"),
        (-1, "2024-12-31T23:59:59.999999Z"),
        (.max, "2317-04-12T23:47:16.854775Z"),
        (.min, "1732-09-22T00:12:43.145224Z"),
    ]

    @Test(arguments: texts)
    func `an instant has its text`(nanoseconds: Int64, text: String) {
        let time = CalendarTime(Timestamp(nanoseconds: nanoseconds))
        #expect(time.text == text)
        #expect(time.date == text.prefix(10))
    }

    @Test func `the exact text has nine digits where it needs them`() {
        let exact = { CalendarTime(Timestamp(nanoseconds: $0)).exactText }
        #expect(exact(0) == "2025-01-01T00:00:00Z")
        #expect(exact(1_000) == "2025-01-01T00:00:00.000001Z")
        #expect(exact(1) == "2025-01-01T00:00:00.000000001Z")
        #expect(exact(-1) == "2024-12-31T23:59:59.999999999Z")
    }
}

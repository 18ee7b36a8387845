import JSON
import Testing

struct JSONNumberTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("-0.0e5", 0), ("0e999999999999999999999", 0),
            ("1.0", 1), ("1e3", 1000), ("1.5e1", 15), ("100e-2", 1), ("-12.00", -12),
            ("9223372036854775807", Int64.max), ("9223372036854775807.000", Int64.max),
            ("-9223372036854775808", Int64.min), ("9.223372036854775807e18", Int64.max),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1e19", nil),
            ("0.5", nil), ("1e-1", nil), ("1e999999999999999999999", nil),
            ("1e-999999999999999999999", nil), ("9007199254740993", 9_007_199_254_740_993),
        ] as [(String, Int64?)]
    )
    func `integers convert exactly or not at all`(text: String, integer: Int64?) throws {
        #expect(try #require(JSONNumber(text)).int64 == integer)
    }

    @Test(
        arguments: [
            ("18446744073709551615", UInt64.max), ("18446744073709551616", nil),
            ("-1", nil), ("-0", 0), ("1e19", 10_000_000_000_000_000_000), ("2e19", nil),
            ("1.5", nil),
        ] as [(String, UInt64?)]
    )
    func `unsigned integers convert exactly or not at all`(text: String, integer: UInt64?) throws {
        #expect(try #require(JSONNumber(text)).uint64 == integer)
    }

    @Test(
        arguments: [
            ("0", 0.0), ("-0", -0.0), ("0.1", 0.1), ("1e308", 1e308), ("1e309", nil),
            ("-1e999", nil),
            ("1e-400", 0), ("1e999999999999", nil), ("5e-324", .leastNonzeroMagnitude),
            ("1e-999999999999", 0),
        ] as [(String, Double?)]
    )
    func `doubles are the nearest, or none beyond the greatest`(
        text: String,
        double: Double?
    ) throws {
        let converted = try #require(JSONNumber(text)).double
        #expect(converted?.bitPattern == double?.bitPattern)
    }

    @Test(
        arguments: [
            ("0.10", "1/1"), ("1.50", "15/1"), ("-1.50", "-15/1"), ("1000", "1000/0"),
            ("1e3", "1000/0"), ("0.000", "0/0"), ("-0", "0/0"), ("12.5e-3", "125/4"),
            ("1e30", "1/-30"), ("1e-30", "1/30"), ("1e20", "1/-20"),
            ("1.00000000000000000000000000000000", "1/0"),
            ("18446744073709551615", "\(UInt64.max)/0"),
            ("1.8446744073709551615", "\(UInt64.max)/19"), ("18446744073709551616", nil),
            ("1.0000000000000000000000000000001", nil), ("1e999999999999", "1/-999999999999"),
            ("1e999999999999999999999999", nil), ("1e-999999999999999999999999", nil),
            ("100000000000000000000000", "1/-23"), ("0.00000000000000000000000001", "1/26"),
        ] as [(String, String?)]
    )
    func `decimals are exact`(text: String, decimal: String?) throws {
        let parts = try #require(JSONNumber(text)).decimal
        #expect(parts.map { "\($0.negative ? "-" : "")\($0.digits)/\($0.scale)" } == decimal)
    }

    @Test(arguments: [
        "", " 1", "1 ", "+1", "01", "1.", ".1", "1e", "NaN", "1\0", "0x1", "é", "--1",
    ])
    func `texts that are no number make none`(text: String) {
        #expect(JSONNumber(text) == nil)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (5.0, "5"), (-5.0, "-5"), (0.1, "0.1"), (1e-7, "1e-07"),
        (999_999_999_999_999, "999999999999999"), (1e16, "1e+16"), (1.0 / 3, "0.3333333333333333"),
    ])
    func `doubles are written short`(double: Double, text: String) {
        #expect(JSONNumber(double).text == text)
        #expect(JSONWriter.compact(.number(double)) == text)
    }
}

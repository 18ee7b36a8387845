import Testing

@testable import InMemoryInfrastructure

/// Numbers as Redis reads, adds and writes them.
struct NumberTests {
    /// What a machine with an extended precision of 64 bits gives (C1.6; `ld2string`).
    @Test(
        arguments: [
            ("10.5", "0.1", "10.6"), ("5.0e3", "200", "5200"), ("0", "0.1", "0.1"),
            ("3.0e3", "2001.6", "5001.60000000000000009"), ("0.1", "0.2", "0.3"), ("1", "-1", "0"),
            ("9223372036854775800", "0.5", "9223372036854775800.5"), ("-1.5", "0.5", "-1"),
            ("0x10", "0x.8p1", "17"), ("1e-17", "0", "0.00000000000000001"),
            ("1e-18", "0", "0"), ("-1e-19", "0", "0"), ("1e20", "1", "100000000000000000000"),
            ("17", ".25", "17.25"), ("5.", "+1", "6"), ("1e4900", "1", nil),
        ]
    )
    func `long doubles add up`(_ left: String, _ right: String, _ sum: String?) throws {
        let (left, right) = (try #require(LongDouble(left)), try #require(LongDouble(right)))
        let total = left + right
        // The longest number has thousands of digits: its length will do.
        if let sum {
            #expect(total.description == sum)
        } else {
            #expect(total.description.utf8.count == 4_901)
        }
    }

    @Test(
        arguments: [
            "", " 1", "1 ", "abc", "1.5x", "nan", "1e5000", "-1e5000", "1e-5000", "0x", "1e", ".",
            "--1", "1_000", "1\u{0}",
        ]
    )
    func `what is no number is refused`(_ text: String) {
        #expect(LongDouble(text) == nil)
    }

    @Test func `infinity is a number, but no sum`() throws {
        let infinite = try #require(LongDouble("-inf"))
        let one = try #require(LongDouble("1"))
        #expect(!infinite.isFinite && !(infinite + one).isFinite)
    }

    private static let shown: [(Double, String)] = [
        (0.1, "0.10000000000000001"), (1.5, "1.5"), (3.0, "3"), (-2.0, "-2"), (1e17, "1e+17"),
        (99_999_999_999_999_984, "99999999999999984"), (1e21, "1e+21"), (1e-4, "0.0001"),
        (1e-5, "1.0000000000000001e-05"), (1.0 / 3, "0.33333333333333331"),
        (Double.infinity, "inf"), (-Double.infinity, "-inf"),
        (Double.leastNonzeroMagnitude, "4.9406564584124654e-324"),
        (Double.greatestFiniteMagnitude, "1.7976931348623157e+308"),
        (123_456.789, "123456.789"),
        (1e-7, "9.9999999999999995e-08"), (0.5, "0.5"), (2.5e15, "2500000000000000"),
    ]

    @Test(arguments: shown)
    func `scores have seventeen digits`(_ score: Double, _ text: String) {
        #expect(ScoreText.text(score) == text)
    }

    @Test func `every score that is written is read as itself`() {
        var chance: UInt64 = 7
        for _ in 0..<2_000 {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let score = Double(bitPattern: chance)
            guard score.isFinite else { continue }
            #expect(ScoreText.score(ScoreText.text(score)) == score)
        }
    }

    private static let read: [(String, Double?)] = [
        ("1", 1), ("-inf", -Double.infinity), ("+inf", Double.infinity), ("1e3", 1000),
        ("0x10", 16), ("", nil), (" 1", nil), ("1 ", nil), ("nan", nil), ("1e999", nil),
        ("1e-999", nil), ("a", nil), ("(1", nil),
    ]

    @Test(arguments: read)
    func `scores are read as strtod reads them`(_ text: String, _ score: Double?) {
        #expect(ScoreText.score(text) == score)
    }
}

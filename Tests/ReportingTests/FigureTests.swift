import Reporting
import Testing

@Suite struct FigureTests {
    @Test(
        arguments: [
            (0, "0 s"), (1, "1 ns"), (999, "999 ns"), (1_000, "1.00 us"), (300_000, "300.00 us"),
            (999_994, "999.99 us"), (999_995, "1.00 ms"), (1_250_000, "1.25 ms"),
            (999_995_000, "1.000 s"), (60_000_000_000, "60.000 s"), (599_999_499_999, "599.999 s"),
            (599_999_500_000, "10m 00s"), (725_000_000_000, "12m 05s"),
            (3_599_500_000_000, "1h 00m 00s"), (7_205_000_000_000, "2h 00m 05s"),
            (360_000_000_000_000, "4.2 d"), (.max, "106,752.0 d"), (-5_100_000, "-5.10 ms"),
            (.min, "-106,752.0 d"),
        ] as [(Int64, String)]
    )
    func `lengths of time have the unit that suits them`(nanoseconds: Int64, text: String) {
        #expect(Figure.duration(nanoseconds) == text)
    }

    @Test(
        arguments: [
            (0, "0 s"), (1, "0.000000001 s"), (243_120_000_000, "243.12 s"),
            (4_000_000_000_000, "4,000 s"), (-1_500_000_000, "-1.5 s"),
        ] as [(Int64, String)]
    )
    func `points in time are exact`(nanoseconds: Int64, text: String) {
        #expect(Figure.instant(nanoseconds) == text)
    }

    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (600_123, "600,123"),
            (-1_234_567, "-1,234,567"), (.max, "9,223,372,036,854,775,807"),
            (.min, "-9,223,372,036,854,775,808"),
        ] as [(Int64, String)]
    )
    func `counts are in groups of three`(count: Int64, text: String) {
        #expect(Figure.count(count) == text)
    }

    @Test(
        arguments: [
            (0, "0"), (5, "5"), (0.0004, "0.000"), (-0.0001, "0.000"), (0.9999, "1.000"),
            (99.996, "100.00"), (1_234.56, "1,234.6"), (-2.5, "-2.500"), (1e300, "1e+300"),
            (.infinity, "inf"),
        ] as [(Double, String)]
    )
    func `levels have as many decimals as help`(value: Double, text: String) {
        #expect(Figure.level(value) == text)
    }

    @Test(
        arguments: [
            (0, "0 bytes"), (999, "999 bytes"), (1_000, "1.0 kB"), (512_300_000, "512.3 MB"),
            (4_250_000_000, "4.3 GB"),
        ] as [(Int64, String)]
    )
    func `memory is in decimal units`(bytes: Int64, text: String) {
        #expect(Figure.bytes(bytes) == text)
    }

    @Test func `seconds beyond what nanoseconds can hold are cut`() {
        #expect(Figure.duration(seconds: 1e30) == "106,752.0 d")
        #expect(Figure.duration(seconds: -0.25) == "-250.00 ms")
    }
}

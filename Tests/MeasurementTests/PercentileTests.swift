import Measurement
import Testing

@Suite struct PercentileTests {
    @Test(arguments: [
        ("0", 10, 1), ("50", 1, 1), ("50", 2, 1), ("50", 3, 2), ("90", 10, 9), ("90", 11, 10),
        ("95", 100, 95), ("95", 101, 96), ("99.9", 1_000, 999), ("99.9", 1_001, 1_000),
        ("99.99", 10_000, 9_999), ("7", 100, 7), ("55", 100, 55), ("100", 7, 7),
        ("0.000000000001", 1_000_000_000, 1), ("99.999999999999", 1_000_000_000, 1_000_000_000),
    ])
    func `ranks are nearest ranks in exact arithmetic`(text: String, count: Int, rank: Int) {
        #expect(Percentile(text)?.rank(of: count) == rank)
    }

    @Test(arguments: [
        "", ".", "5.", ".5", "-1", "+1", "100.1", "101", "1e2", "NaN", "inf", "9 9", "٩",
        "50.0000000000001", "999999999999999999999999", "5..0",
    ])
    func `anything but 0 to 100 is refused`(text: String) {
        #expect(Percentile(text) == nil)
    }

    @Test(arguments: [("99.90", "99.9"), ("050", "50"), ("0.05", "0.05"), ("100.0", "100")])
    func `the text is the shortest`(text: String, shortest: String) {
        #expect(Percentile(text)?.description == shortest)
        #expect(Percentile(text) == Percentile(shortest))
    }
}

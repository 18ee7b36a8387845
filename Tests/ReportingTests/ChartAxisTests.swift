import Reporting
import Testing

@Suite struct ChartAxisTests {
    @Test(
        arguments: [
            (1, 0), (10, 1), (1_000, 3), (0.001, -3), (2, 0.301_029_995_663_981_2),
            (7e-300, -299.154_901_959_985_74), (1.797e308, 308.254_548_077_158),
        ] as [(Double, Double)]
    )
    func `logarithms are right to ten digits`(value: Double, expected: Double) {
        #expect(abs(Logarithm.decimal(value) - expected) < 1e-7)
    }

    @Test(arguments: [-12, -3, 0, 1, 2, 9, 15])
    func `powers of ten are their own floor`(exponent: Int) {
        let power = Logarithm.power(exponent)
        #expect(Logarithm.floor(power) == exponent)
        #expect(Logarithm.floor(power * 1.000_001) == exponent)
        #expect(Logarithm.floor(power * 0.999_999) == exponent - 1)
    }

    @Test(
        arguments: [
            (13.4, .time, ["0", "5 s", "10 s", "15 s"]),
            (0.0121, .time, ["0", "5 ms", "10 ms", "15 ms"]),
            (3e-7, .time, ["0", "100 ns", "200 ns", "300 ns"]),
            (995, .perSecond, ["0", "500/s", "1,000/s"]),
            (1, .ratio, ["0", "50 %", "100 %"]), (1, .count, ["0", "1"]),
            (60_123, .count, ["0", "20,000", "40,000", "60,000"]), (0, .count, ["0", "1"]),
            (.infinity, .count, ["0", "1"]),
        ] as [(Double, ChartUnit, [String])]
    )
    func `values have round names`(top: Double, unit: ChartUnit, labels: [String]) {
        let axis = ChartAxis.linear(to: top, unit, count: unit == .ratio ? 2 : 4)
        #expect(axis.ticks.map(\.label) == labels)
    }

    @Test(
        arguments: [
            (1, ["0", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1.0 s"]),
            (77.9, ["0", "20 s", "40 s", "60 s"]), (130, ["0", "30 s", "60 s", "90 s", "120 s"]),
            (780, ["0", "5 min", "10 min"]),
            (7_200, ["0", "30 min", "60 min", "90 min", "120 min"]),
            (86_400, ["0", "6 h", "12 h", "18 h", "24 h"]),
            (3_153_600_000, ["0", "10,000 d", "20,000 d", "30,000 d"]), (0, ["0", "0.2 s"]),
        ] as [(Double, [String])]
    )
    func `time has the steps of clocks`(end: Double, labels: [String]) {
        let axis = ChartAxis.time(to: end, count: 5)
        #expect(Array(axis.ticks.map(\.label).prefix(labels.count)) == labels)
        #expect(axis.ticks.count <= 6)
    }

    @Test func `decades have the same width`() {
        let axis = ChartAxis.logarithmic(from: 0.002, to: 3, .time)
        #expect(axis.ticks.map(\.label) == ["1 ms", "10 ms", "100 ms", "1 s", "10 s"])
        #expect(abs(axis.place(0.1) - 0.5) < 1e-9)
        #expect(axis.place(0) == 0 && axis.place(1e9) == 1)
    }
}

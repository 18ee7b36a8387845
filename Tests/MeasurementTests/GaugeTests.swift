import Measurement
import Testing

@Suite struct GaugeTests {
    private let window = MeasurementWindow(start: 10, end: 20)

    private func gauge(_ steps: [(Int64, Int64)], until end: Int64 = 100) -> Gauge {
        var gauge = Gauge(window: window)
        for (value, time) in steps { gauge.set(value, at: time) }
        gauge.advance(to: end)
        return gauge
    }

    private func figures(_ gauge: Gauge) -> [Double]? {
        GaugeSummary(gauge, unit: .count).statistics.map { [$0.min, $0.mean, $0.max, $0.last] }
    }

    @Test(
        arguments: [
            ([(4, 0)], [4, 4, 4, 4]),
            ([(4, 15)], [0, 2, 4, 4]),
            ([(4, 0), (6, 10)], [6, 6, 6, 6]),
            ([(4, 0), (6, 15), (9, 20)], [4, 5, 6, 6]),
            ([(4, 0), (99, 5), (6, 9)], [6, 6, 6, 6]),
            ([(4, 0), (7, 12), (4, 12)], [4, 4, 7, 4]),
            ([(1, 3), (8, 19), (0, 25)], [1, 1.7, 8, 8]),
        ] as [([(Int64, Int64)], [Double])]
    )
    func `the figures are those of the window`(steps: [(Int64, Int64)], expected: [Double]) {
        #expect(figures(gauge(steps)) == expected)
    }

    @Test func `a gauge without a value in time has no figures`() {
        #expect(figures(gauge([])) == nil)
        #expect(figures(gauge([(5, 20)])) == nil)
        #expect(figures(gauge([(5, 3)], until: 10)) == nil)
    }

    @Test func `a run that ends early shortens the mean`() {
        #expect(figures(gauge([(4, 0), (8, 15)], until: 16)) == [4, 28.0 / 6, 8, 8])
    }

    @Test func `a gauge that begins with its first value knows no level before it`() {
        var gauge = Gauge(window: .wholeRun, beginsWithFirstValue: true)
        gauge.advance(to: 50)
        #expect(figures(gauge) == nil)
        gauge.set(7, at: 70)
        #expect(figures(gauge) == [7, 7, 7, 7])
    }

    @Test func `the integral is exact`() {
        var gauge = Gauge(window: .wholeRun)
        gauge.set(.max, at: 0)
        gauge.advance(to: .max)
        #expect(gauge.integral == Int128(Int64.max) * Int128(Int64.max))
    }

    @Test func `a share is a level over its scale`() {
        var gauge = Gauge(window: window, scale: 8)
        gauge.set(6, at: 0)
        gauge.set(8, at: 15)
        gauge.advance(to: 20)
        #expect(figures(gauge) == [0.75, 0.875, 1, 1])
    }
}

import Measurement
import Testing

@Suite struct PercentileSpectrumTests {
    private func spectrum(of values: some Sequence<Int64>) -> PercentileSpectrum {
        var histogram = Histogram()
        for value in values { histogram.record(value) }
        return PercentileSpectrum(histogram, unit: .count)
    }

    @Test func `a thousand samples reach three decades`() {
        let points = spectrum(of: 1...1000).points
        #expect(points.count == 28)
        #expect(points.first == PercentileSpectrum.Point(tail: 1, value: 1))
        #expect(points[5] == PercentileSpectrum.Point(tail: 0.5, value: 500))
        #expect(points[18] == PercentileSpectrum.Point(tail: 0.01, value: 990))
        #expect(points[26] == PercentileSpectrum.Point(tail: 0.002, value: 998))
        #expect(points.last == PercentileSpectrum.Point(tail: 0.001, value: 1000))
    }

    @Test(arguments: [1, 2, 9, 10, 11, 99, 12_345])
    func `it never falls and ends at the greatest`(count: Int64) {
        let points = spectrum(of: (1...count).map { $0 * $0 }).points
        for (point, next) in zip(points, points.dropFirst()) {
            #expect(point.tail > next.tail && point.value <= next.value)
        }
        #expect(points.last?.value == Double(count * count))
    }

    @Test func `without samples there are no points`() {
        #expect(spectrum(of: []).points.isEmpty)
    }
}

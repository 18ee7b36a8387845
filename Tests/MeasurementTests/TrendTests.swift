import Measurement
import Testing

@Suite struct TrendTests {
    private static let minute: Int64 = 60_000_000_000

    private func trend(of values: [Int64]) -> Trend {
        var trend = Trend()
        for value in values { trend.record(value) }
        return trend
    }

    @Test(
        arguments: [
            ([5], 0), ([2, 4, 4, 4, 5, 5, 7, 9], 2), ([minute - 1, minute + 1], 1),
            ([minute, minute + 1], 0.5), ([minute, minute, minute], 0),
            ([Int64.max, Int64.max - 2], 1), ([0, Int64.max], 4.611686018427388e18),
            ([minute - 1, minute, minute, minute + 1], 0.7071067811865476),
        ] as [([Int64], Double)]
    )
    func `the standard deviation is right`(values: [Int64], expected: Double) {
        #expect(trend(of: values).standardDeviation == expected)
    }

    @Test func `a million samples a nanosecond apart keep their spread`() {
        var trend = Trend()
        for index in 0..<1_000_000 { trend.record(Int64.max - Int64(index % 2) * 2) }
        #expect(trend.standardDeviation == 1)
        #expect(trend.sum == Int128(Int64.max) * 1_000_000 - 1_000_000)
    }

    @Test(
        arguments: [
            ([1, 2], 2), ([2, 3], 2), ([1, 1, 2], 1), ([1, 2, 2], 2),
            ([Int64.max, Int64.max], .max),
        ] as [([Int64], Int64)]
    )
    func `the mean is rounded to even`(values: [Int64], expected: Int64) {
        #expect(trend(of: values).roundedMean == expected)
    }

    @Test func `the spread agrees with a direct computation`() {
        forAll(step: { $0.magnitude(mostBits: 40) }) { values in
            guard !values.isEmpty else { return trend(of: values).standardDeviation == nil }
            let count = Int128(values.count)
            let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
            let squares = values.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
            let scaled = count * squares - sum * sum
            let expected = Double(scaled).squareRoot() / Double(count)
            let found = trend(of: values).standardDeviation ?? -1
            return abs(found - expected) <= 1e-12 * expected
        }
    }

    @Test func `merging is recording everything`() {
        forAll(step: { ($0.magnitude(), $0.below(2) == 0) }) { steps in
            var left = trend(of: steps.filter(\.1).map(\.0))
            left.merge(trend(of: steps.filter { !$0.1 }.map(\.0)))
            let all = trend(of: steps.map(\.0))
            return left.moments == all.moments && left.max == all.max
        }
    }

    @Test func `an empty trend is a count and nothing else`() {
        var trend = Trend()
        trend.recordCensored()
        let summary = TrendSummary(trend, unit: .seconds)
        #expect(summary.count == 0 && summary.statistics == nil && summary.censored == 1)
        #expect(trend.mean == nil && trend.roundedMean == nil)
    }

    @Test func `a summary is in seconds`() {
        let summary = TrendSummary(trend(of: [1_500_000_000, 2_500_000_000]), unit: .seconds)
        #expect(summary.statistics?.mean == 2)
        #expect(summary.statistics?.stddev == 0.5)
        #expect(summary.statistics?.med == 1.5)
        #expect(summary.statistics?.p999 == 2.5)
    }
}

import Measurement
import Testing

@Suite struct HistogramTests {
    private func histogram(of values: [Int64]) -> Histogram {
        var histogram = Histogram()
        for value in values { histogram.record(value) }
        return histogram
    }

    @Test func `buckets err by less than a thousandth at every magnitude`() {
        var values = (0...62).flatMap { (bit: Int) -> [Int64] in
            let power: Int64 = 1 << bit
            return [power - 1, power, power + 1]
        }
        values += [Int64.max, .max - 1]
        var generator = CaseGenerator(seed: 1)
        for _ in 0..<20_000 { values.append(generator.magnitude()) }
        for value in values {
            let upper = Histogram.upperValue(sharedBy: value)
            let lower = Histogram.lowerValue(sharedBy: value)
            #expect(lower <= value && value <= upper)
            #expect(Double(upper - value) <= 0.001 * Double(value))
            #expect(Histogram.upperValue(sharedBy: lower) == upper)
            let bucket = histogram(of: [value]).buckets
            #expect(bucket.map(\.lower) == [lower] && bucket.map(\.upper) == [upper])
            if value < 2048 { #expect(lower == upper) }
        }
    }

    @Test func `percentiles of small values are the nearest ranks`() {
        let ten = histogram(of: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
        #expect(ten.percentile(.p50) == 50)
        #expect(ten.percentile(.p90) == 90)
        #expect(ten.percentile(.p95) == 100)
        #expect(Percentile("0").flatMap(ten.percentile) == 10)
        #expect(Percentile("100").flatMap(ten.percentile) == 100)
    }

    @Test func `the first and the last rank are exact`() {
        let two = histogram(of: [60_000_000_001, 61_000_000_003])
        #expect(two.percentile(.p50) == 60_000_000_001)
        #expect(two.percentile(.p99) == 61_000_000_003)
        #expect(histogram(of: [.max]).percentile(.p50) == .max)
    }

    @Test func `an empty histogram has no percentile`() {
        #expect(Histogram().percentile(.p50) == nil)
        #expect(Histogram().min == nil)
        var emptied = histogram(of: [1, 2, 3])
        emptied.reset()
        #expect(emptied.max == nil && emptied.buckets.isEmpty)
    }

    @Test func `percentiles are the bucket's upper value of the sorted samples`() {
        forAll(step: { $0.magnitude() }) { values in
            let sorted = values.sorted()
            let histogram = histogram(of: values)
            guard let last = sorted.last else { return histogram.percentile(.p50) == nil }
            return (0...100).allSatisfy { percent in
                guard let percentile = Percentile("\(percent)") else { return false }
                let rank = percentile.rank(of: sorted.count)
                let upper = Histogram.upperValue(sharedBy: sorted[rank - 1])
                return histogram.percentile(percentile)
                    == (rank == 1 ? sorted.first : min(upper, last))
            }
        }
    }

    @Test func `merging is recording everything, in either order`() {
        forAll(step: { ($0.magnitude(), $0.below(2) == 0) }) { steps in
            var left = histogram(of: steps.filter(\.1).map(\.0))
            let right = histogram(of: steps.filter { !$0.1 }.map(\.0))
            var other = right
            other.merge(left)
            left.merge(right)
            let all = histogram(of: steps.map(\.0))
            return left.buckets == all.buckets && other.buckets == all.buckets
                && left.min == all.min && left.max == all.max && left.count == all.count
        }
    }
}

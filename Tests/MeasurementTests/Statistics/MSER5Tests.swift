import Measurement
import Testing

struct MSER5Tests {
    /// Noise without chance: a saw of eleven teeth around 0.
    private func noise(_ index: Int) -> Double { Double(index * 7 % 11) - 5 }

    @Test func `nothing is dropped of a series that is steady from the start`() {
        let steady = (0..<1_000).map { 100 + noise($0) }
        let truncation = MSER5.truncation(of: steady)
        #expect(truncation.dropped <= 20 && truncation.isSettled)
    }

    @Test(arguments: [50, 100, 300])
    func `a transient is dropped, and little more`(length: Int) {
        let series = (0..<1_000).map { index in
            index < length ? 500 + noise(index) : 100 + noise(index)
        }
        let truncation = MSER5.truncation(of: series)
        #expect(truncation.isSettled)
        #expect((length...length + 20).contains(truncation.dropped))
    }

    @Test func `a slow approach is cut where it drowns in the noise`() {
        var distance = 400.0
        let series = (0..<2_000).map { index in
            distance *= 0.98
            return 100 + distance + noise(index)
        }
        let truncation = MSER5.truncation(of: series)
        #expect(truncation.isSettled && (150...500).contains(truncation.dropped))
    }

    @Test func `a series that only grows is not settled, and half of it stays`() {
        let truncation = MSER5.truncation(of: (0..<1_000).map { Double($0) })
        #expect(truncation.dropped == 500 && !truncation.isSettled)
    }

    @Test(arguments: [0, 4, 29])
    func `a few observations tell nothing`(count: Int) {
        let truncation = MSER5.truncation(of: [Double](repeating: 1, count: count))
        #expect(truncation.dropped == 0 && !truncation.isSettled)
    }
}

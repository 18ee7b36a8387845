import SimulationKernel
import Testing

struct DistributionTests {
    private let stream = Simulation(seed: 11).random.stream("durations")

    /// Twenty thousand samples, in ascending order.
    private func sorted(_ law: Distribution) -> [Int64] {
        (0..<20_000 as Range<UInt64>).map { law.sample(stream, entity: $0) }.sorted()
    }

    private func mean(_ samples: [Int64]) -> Double {
        Double(samples.reduce(0, +)) / Double(samples.count)
    }

    private func isNear(_ value: Double, _ expected: Double, within share: Double) -> Bool {
        abs(value - expected) <= share * expected
    }

    @Test(
        arguments: [
            (.constant(5), [5, 5, 5]),
            (.uniform(min: 1000, max: 2000), [1775, 1017, 1032]),
            (.exponential(mean: 1e9), [255_875_461, 4_050_585_959, 3_438_090_737]),
            (.normal(mean: 1e9, deviation: 1e8), [895_477_330, 1_098_551_578, 949_042_112]),
            (.lognormal(median: 1e9, sigma: 0.5), [592_968_886, 1_636_824_181, 775_079_681]),
            (.pareto(min: 1e9, alpha: 1.5), [1_185_996_845, 14_885_545_468, 9_895_305_882]),
            (.empirical(values: [1, 2, 3], cumulative: [0.5, 0.8, 1]), [2, 1, 1]),
            (
                .hyperexponential(means: [1e6, 1e9], cumulative: [0.9, 1]),
                [3201, 2_326_983, 646_162]
            ),
        ] as [(Distribution, [Int64])]
    )
    func `the first samples are these on every machine`(_ law: Distribution, _ golden: [Int64]) {
        let samples = (0..<3 as Range<UInt64>).map { law.sample(stream, entity: 3, n: $0) }
        #expect(samples == golden)
    }

    @Test func `a uniform law reaches both ends and centres between them`() {
        let samples = sorted(.uniform(min: 10, max: 20))
        #expect(samples.first == 10)
        #expect(samples.last == 20)
        #expect(isNear(mean(samples), 15, within: 0.01))
    }

    @Test func `an exponential law has its mean, and ln 2 of it as median`() {
        let samples = sorted(.exponential(mean: 1e6))
        #expect(isNear(mean(samples), 1e6, within: 0.03))
        #expect(isNear(Double(samples[10_000]), 693_147, within: 0.03))
    }

    @Test func `a normal law has its mean and deviation`() {
        let samples = sorted(.normal(mean: 1e6, deviation: 1e5))
        #expect(isNear(mean(samples), 1e6, within: 0.005))
        // One deviation below and above the mean lie 15.87 %.
        #expect(isNear(Double(samples[3173]), 0.9e6, within: 0.01))
        #expect(isNear(Double(samples[16_827]), 1.1e6, within: 0.01))
    }

    @Test func `a normal law is cut at zero`() {
        let samples = sorted(.normal(mean: 0, deviation: 1e6))
        #expect(samples.first == 0)
        #expect(abs(samples.count { $0 == 0 } - 10_000) < 300)
    }

    @Test func `a lognormal law has its median and its 99th percentile`() {
        let samples = sorted(.lognormal(median: 20_000_000 as Int64, p99: 90_000_000))
        #expect(isNear(Double(samples[10_000]), 2e7, within: 0.03))
        #expect(isNear(Double(samples[19_800]), 9e7, within: 0.06))
    }

    @Test func `a Pareto law begins at its minimum and has its median`() {
        let samples = sorted(.pareto(min: 1e6, alpha: 2))
        #expect(samples.allSatisfy { $0 >= 1_000_000 })
        #expect(isNear(Double(samples[10_000]), 1.414_2e6, within: 0.02))
    }

    @Test func `an empirical law draws its values by their weights`() {
        let samples = sorted(.empirical(values: [1, 2, 3], cumulative: [0.5, 0.8, 1]))
        let counts = (1...3).map { value in samples.count { $0 == value } }
        // Standard deviations: 71, 65, 57.
        #expect(abs(counts[0] - 10_000) < 280)
        #expect(abs(counts[1] - 6000) < 260)
        #expect(abs(counts[2] - 4000) < 230)
    }

    @Test func `a hyperexponential law mixes its means`() {
        let samples = sorted(.hyperexponential(means: [1e6, 1e8], cumulative: [0.9, 1]))
        #expect(isNear(mean(samples), 1.09e7, within: 0.1))
    }

    @Test(
        arguments: [
            (.constant(-5), 0), (.constant(.max), Distribution.longest),
            (.uniform(min: 5, max: 5), 5), (.uniform(min: 9, max: 5), 9),
            (.uniform(min: -9, max: -5), 0), (.uniform(min: .max, max: .min), Distribution.longest),
            (.exponential(mean: 0), 0), (.exponential(mean: -1), 0), (.exponential(mean: .nan), 0),
            (.exponential(mean: .infinity), Distribution.longest),
            (.exponential(mean: 0x1p-1074), 0),
            (.normal(mean: 7, deviation: 0), 7), (.normal(mean: .nan, deviation: 1), 0),
            (.normal(mean: -1e300, deviation: 1), 0),
            (.lognormal(median: 0 as Double, sigma: 1), 0), (.lognormal(median: 7, sigma: 0), 7),
            (.lognormal(median: -1 as Double, sigma: 1), 0),
            (.lognormal(median: 50 as Int64, p99: 50), 50),
            (.lognormal(median: 50 as Int64, p99: 0), 50),
            (.lognormal(median: 0 as Int64, p99: 100), 0),
            (.lognormal(median: -3 as Int64, p99: -1), 0),
            (.pareto(min: 0, alpha: 1), 0),
            (.pareto(min: 1e9, alpha: 1e-300), Distribution.longest),
            (.pareto(min: 8, alpha: .infinity), 8),
            (.pareto(min: 1, alpha: 0), Distribution.longest),
            (.empirical(values: [], cumulative: []), 0),
            (.empirical(values: [4], cumulative: []), 4),
            (.empirical(values: [4], cumulative: [0, 0]), 0),
            (.empirical(values: [4, -4], cumulative: [.nan, .nan]), 4),
            (.hyperexponential(means: [], cumulative: []), 0),
            (.hyperexponential(means: [0], cumulative: [1]), 0),
        ] as [(Distribution, Int64)]
    )
    func `laws at the edge of sense have one value`(_ law: Distribution, _ value: Int64) {
        for entity in 0..<200 as Range<UInt64> {
            #expect(law.sample(stream, entity: entity) == value)
        }
    }

    @Test(
        arguments: [
            .uniform(min: .min, max: .max), .exponential(mean: 1e300), .pareto(min: 1, alpha: -1),
            .normal(mean: 0, deviation: .infinity), .lognormal(median: 1e300, sigma: 1e300),
            .lognormal(median: 1 as Int64, p99: .max), .pareto(min: .nan, alpha: .nan),
            .hyperexponential(means: [1, -1, .nan], cumulative: [0.1]),
        ] as [Distribution]
    )
    func `every sample lies in the range of durations`(_ law: Distribution) {
        for entity in 0..<200 as Range<UInt64> {
            let sample = law.sample(stream, entity: entity, n: entity << 40)
            #expect(sample >= 0)
            #expect(sample <= Distribution.longest)
        }
    }
}

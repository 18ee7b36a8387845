import SimulationKernel
import Testing

struct RandomStreamTests {
    private let stream = Simulation(seed: 42).random.stream("load.activations.arrivals")

    @Test func `the first numbers of a stream are these`() {
        let draws = (0..<4).map { stream.draw(entity: 7, n: $0) }
        #expect(
            draws == [
                457_756_821_011_516_092, 11_808_041_232_851_127_848,
                4_642_858_950_608_106_825, 346_501_876_315_623_619,
            ]
        )
    }

    @Test func `streams differ by seed, name, entity and number`() {
        let other = Simulation(seed: 43).random.stream("load.activations.arrivals")
        let renamed = Simulation(seed: 42).random.stream("load.activations.arrival")
        let draws = [
            stream.draw(entity: 1, n: 0), stream.draw(entity: 0, n: 1),
            stream.draw(entity: 0, n: 0), other.draw(entity: 0), renamed.draw(entity: 0),
        ]
        for (place, draw) in draws.enumerated() {
            #expect(!draws[..<place].contains(draw))
        }
    }

    @Test func `streams of names that differ in one letter are independent`() {
        let random = Simulation(seed: 42).random
        let (left, right) = (random.stream("worker-1"), random.stream("worker-2"))
        var (agreeing, sum) = (0, 0.0)
        for entity in 0..<20_000 as Range<UInt64> {
            let (x, y) = (left.draw(entity: entity), right.draw(entity: entity))
            agreeing += (~(x ^ y)).nonzeroBitCount
            sum += (RandomStream.unit(x) - 0.5) * (RandomStream.unit(y) - 0.5)
        }
        // Standard deviations: 566 bits of 1,280,000, and a correlation of 0.007.
        #expect(abs(agreeing - 640_000) < 2500)
        #expect(abs(sum / 20_000 * 12) < 0.03)
    }

    @Test func `a unit is from just above 0 up to 1`() {
        #expect(RandomStream.unit(0) == 0x1p-53)
        #expect(RandomStream.unit(.max) == 1)
        #expect(RandomStream.unit(1 << 63) == 0.5 + 0x1p-53)
    }

    @Test(arguments: [1, 2, 3, 10, 1 << 32, 1 << 63, (1 << 63) + 1, .max] as [UInt64])
    func `a number below a bound is below it`(_ bound: UInt64) {
        for entity in 0..<2000 as Range<UInt64> {
            #expect(stream.below(bound, entity: entity) < bound)
        }
    }

    /// Half of all draws are rejected here: multiplication alone would give no even quarter.
    @Test func `the quarters of a bound just above half the range are equally likely`() {
        let bound: UInt64 = (1 << 63) + 1
        var counts = [0, 0, 0, 0]
        for entity in 0..<20_000 as Range<UInt64> {
            counts[Int(stream.below(bound, entity: entity) / (bound / 4 + 1))] += 1
        }
        // The standard deviation is 61.
        for count in counts { #expect(abs(count - 5000) < 245) }
    }

    @Test func `every number below 10 is equally likely`() {
        var counts = [Int](repeating: 0, count: 10)
        for entity in 0..<50_000 as Range<UInt64> {
            counts[Int(stream.below(10, entity: entity))] += 1
        }
        // Chi-squared with 9 degrees of freedom: 27.9 is exceeded once in a thousand.
        let squared = counts.reduce(0.0) { $0 + Double(($1 - 5000) * ($1 - 5000)) / 5000 }
        #expect(squared < 27.9)
    }

    @Test func `there is no number below 0`() async {
        await #expect(processExitsWith: .failure) {
            _ = Simulation(seed: 1).random.stream("").below(0, entity: 0)
        }
    }

    @Test func `a share of the draws happens`() {
        let third = Probability(numerator: 1, denominator: 3)
        let hits = (0..<30_000).count { stream.happens(third, entity: $0) }
        // The standard deviation is 82.
        #expect(abs(hits - 10_000) < 330)
    }
}

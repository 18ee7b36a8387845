import LoadGeneration
import SimulationKernel
import Testing

struct ArrivalProcessTests {
    private static func instants(_ process: ArrivalProcess, _ count: Int) -> [Int64] {
        var process = process
        return (0..<count).map { _ in process.next() }
    }

    @Test(
        arguments: [
            (3, 1_000_000_000, [0, 333_333_333, 666_666_666, 1_000_000_000, 1_333_333_333]),
            (1000, 1_000_000_000, [0, 1_000_000, 2_000_000, 3_000_000]),
            (12, 5_000_000_000, [0, 416_666_666, 833_333_333, 1_250_000_000]),
            (7, 3, [0, 0, 0, 1, 1, 2, 2, 3, 3]),
            (
                1, 3_155_760_000_000_000_000,
                [0, 3_155_760_000_000_000_000, 6_311_520_000_000_000_000]
            ),
        ] as [(Int64, Int64, [Int64])]
    )
    func `evenly spaced arrivals lie on their schedule, rounded down to the nanosecond`(
        arrivals: Int64,
        nanoseconds: Int64,
        expected: [Int64]
    ) {
        let process = ArrivalProcess(.uniform, arrivals: arrivals, per: nanoseconds)
        #expect(Self.instants(process, expected.count) == expected)
    }

    @Test(arguments: [(3, 1_000_000_000), (7, 1_000_000_000), (12, 5_000_000_000), (999, 997)])
    func `nothing drifts up to the millionth arrival`(arrivals: Int64, nanoseconds: Int64) {
        var process = ArrivalProcess(.uniform, arrivals: arrivals, per: nanoseconds)
        var wrong = 0
        for number in 0...1_000_000 as ClosedRange<Int64>
        where
            process.next() != number * nanoseconds / arrivals
        {
            wrong += 1
        }
        #expect(wrong == 0)
    }

    @Test func `an arrival out of reach is at the end of time`() {
        var process = ArrivalProcess(.uniform, arrivals: 1, per: .max)
        #expect(process.next() == 0)
        #expect(process.next() == .max)
        #expect(process.next() == .max)
    }

    // MARK: Random arrivals

    private static func poisson(seed: UInt64, perSecond rate: Int64) -> ArrivalProcess {
        let stream = Simulation(seed: seed).random.stream("load.l.arrivals")
        return ArrivalProcess(.poisson(stream), arrivals: rate, per: 1_000_000_000)
    }

    @Test func `a seed has its own arrivals, the same on every machine`() {
        #expect(
            Self.instants(Self.poisson(seed: 42, perSecond: 1000), 5) == [
                646_449, 1_351_256, 1_747_148, 1_785_951, 3_745_164,
            ]
        )
        #expect(
            Self.instants(Self.poisson(seed: 43, perSecond: 1000), 2) == [2_569_063, 4_626_827]
        )
    }

    @Test func `the gaps have the mean and the deviation of an exponential law`() {
        let count = 100_000
        let instants = Self.instants(Self.poisson(seed: 1, perSecond: 1000), count)
        let gaps = zip(instants, [0] + instants).map { Double($0 - $1) }
        let mean = gaps.reduce(0, +) / Double(count)
        let variance = gaps.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)
        // Within four standard errors, for this seed once and for all.
        #expect(abs(mean - 1e6) < 4 * 1e6 / Double(count).squareRoot())
        #expect(abs(variance.squareRoot() - 1e6) < 2e4)
        #expect(instants == instants.sorted())
    }

    @Test func `counts of a second vary as much as they are`() {
        var counts = [Double](repeating: 0, count: 1000)
        for instant in Self.instants(Self.poisson(seed: 2, perSecond: 100), 100_000) {
            let second = Int(instant / 1_000_000_000)
            if second < counts.count { counts[second] += 1 }
        }
        let mean = counts.dropLast(20).reduce(0, +) / 980
        let variance = counts.dropLast(20).map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 980
        #expect(abs(variance / mean - 1) < 0.2)
    }
}

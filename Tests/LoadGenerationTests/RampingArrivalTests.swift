import LoadGeneration
import SimulationKernel
import Testing

/// A ramp as the tables write it: rates and seconds.
private func ramp(
    _ start: Int64,
    _ stages: [(seconds: Int64, target: Int64)],
    per unit: Int64 = 1_000_000_000
) -> RateRamp {
    let stages = stages.map {
        RateRamp.Stage(duration: $0.seconds * 1_000_000_000, target: $0.target)
    }
    return RateRamp(start: start, stages: stages, per: unit)
}

struct RampingArrivalTests {
    private static func instants(_ process: ArrivalProcess) -> [Int64] {
        var process = process
        var instants: [Int64] = []
        while case let instant = process.next(), instant < .max { instants.append(instant) }
        return instants
    }

    private static func instants(_ ramp: RateRamp) -> [Int64] {
        instants(ArrivalProcess(.uniform, ramp: ramp))
    }

    /// `ramping_arrival_rate_test.go` of k6, `TestRampingArrivalRateCal`: from 0 to 1 in 5 s, 1 for
    /// 1 s, back to 0 in 5 s; in milliseconds, which k6 holds to 0.1 %.
    @Test(
        arguments: [
            (1_000_000_000, [3162, 4472, 5500, 6527, 7837, 11000]),
            (
                333_333_333,
                [
                    1825, 2581, 3162, 3651, 4082, 4472, 4830, 5166, 5499, 5833, 6169, 6527, 6917,
                    7348, 7837, 8418, 9174, 10999,
                ]
            ),
        ] as [(Int64, [Int64])]
    )
    func `arrivals are those of k6's own tests`(unit: Int64, milliseconds: [Int64]) {
        let instants = Self.instants(ramp(0, [(5, 1), (1, 1), (5, 0)], per: unit))
        #expect(instants.count == milliseconds.count)
        for (instant, expected) in zip(instants, milliseconds) {
            #expect(abs(instant - expected * 1_000_000) <= expected * 1000, "\(instant)")
        }
    }

    @Test(
        arguments: [
            // √10 s, √20 s, 5.5 s; from the end 11 s − √20 s, 11 s − √10 s; the last on the end.
            (
                ramp(0, [(5, 1), (1, 1), (5, 0)]),
                [
                    3_162_277_660, 4_472_135_954, 5_500_000_000, 6_527_864_045, 7_837_722_339,
                    10_999_999_999,
                ]
            ),
            (ramp(2, [(2, 2)]), [500_000_000, 1_000_000_000, 1_500_000_000, 1_999_999_999]),
            // Half an arrival is carried from one stage to the next: 1.5 + 2·(t − 1) = 2.
            (ramp(1, [(1, 2), (1, 2)]), [732_050_807, 1_250_000_000, 1_750_000_000]),
            // A jump, a part without arrivals, and again.
            (
                ramp(1, [(2, 1), (0, 0), (10, 0), (0, 2), (1, 2)]),
                [1_000_000_000, 2_000_000_000, 12_500_000_000, 12_999_999_999]
            ),
            (ramp(0, [(100, 0)]), []), (ramp(1, [(1, 0)]), []),
        ] as [(RateRamp, [Int64])]
    )
    func `arrivals are solved to the nanosecond`(ramp: RateRamp, expected: [Int64]) {
        #expect(Self.instants(ramp) == expected)
    }

    private static let shapes: [RateRamp] = [
        ramp(0, [(1, 200), (1, 200), (1, 2000), (1, 2000), (1, 300), (1, 1333), (1, 1334)]),
        ramp(7, [(3, 11), (0, 5), (13, 0), (4, 0), (2, 19)], per: 999_999_937),
        ramp(1_000_000, [(1, 3), (1, 500_000)], per: 7_000_000_000),
        ramp(3, [(86_400, 5), (86_400, 0)], per: 60_000_000_000),
    ]

    /// ∫ of the rate, as a whole number of 1 / (2 × unit).
    private static func area(of ramp: RateRamp, before end: Int64 = .max) -> UInt128 {
        var (from, start, area) = (ramp.start, Int64(0), UInt128(0))
        for stage in ramp.stages {
            let t = UInt128(max(0, min(stage.duration, end - start)))
            let (a, b, d) = (UInt128(from), UInt128(stage.target), UInt128(stage.duration))
            if d > 0 { area += 2 * a * t + b * t * t / d - a * t * t / d }
            start += stage.duration
            from = stage.target
        }
        return area
    }

    @Test(arguments: shapes)
    func `there are as many arrivals as the whole part of the area, in order`(ramp: RateRamp) {
        let instants = Self.instants(ramp)
        #expect(UInt128(instants.count) == Self.area(of: ramp) / (2 * UInt128(ramp.unit)))
        #expect(instants == instants.sorted())
        #expect(instants.allSatisfy { $0 >= 0 && $0 < ramp.duration })
    }

    @Test(arguments: shapes)
    func `each comes in the nanosecond in which its area is reached`(ramp: RateRamp) {
        var wrong = 0
        for (place, instant) in Self.instants(ramp).enumerated() where place % 17 == 0 {
            let due = UInt128(place + 1) * 2 * UInt128(ramp.unit)
            // The area of the test is rounded twice.
            if Self.area(of: ramp, before: instant) > due + 2 { wrong += 1 }
            if Self.area(of: ramp, before: instant + 1) + 2 < due { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test func `the greatest rates and times there are do not overflow`() {
        let century: Int64 = 3_155_760_000_000_000_000
        let slow = RateRamp(
            start: 0,
            stages: [RateRamp.Stage(duration: century, target: .max)],
            per: .max
        )
        var process = ArrivalProcess(.uniform, ramp: slow)
        // √(2 · 100 years · 1 ns), and √2 times that.
        #expect(process.next() == 2_512_273_870)
        #expect(process.next() == 3_552_891_779)
        let falling = RateRamp(
            start: .max,
            stages: [RateRamp.Stage(duration: century, target: 1)],
            per: .max
        )
        process = ArrivalProcess(.uniform, ramp: falling)
        #expect(process.next() == 1)
        #expect(process.next() == 2)
    }

    @Test func `random arrivals follow the ramp`() {
        let stream = Simulation(seed: 7).random.stream("load.l.arrivals")
        let shape = ramp(0, [(100, 1000), (100, 0)])
        let instants = Self.instants(ArrivalProcess(.poisson(stream), ramp: shape))
        #expect(instants == instants.sorted())
        // 100,000 are due, and the middle half of the time has three quarters of the area. Within
        // four standard errors, for this seed.
        #expect(abs(instants.count - 100_000) < 4 * 317)
        let middle = instants.count { (50_000_000_000..<150_000_000_000).contains($0) }
        #expect(abs(middle - 75_000) < 4 * 274)
        var counts = [Double](repeating: 0, count: 100)
        for instant in instants where (95_000_000_000..<105_000_000_000).contains(instant) {
            counts[Int((instant - 95_000_000_000) / 100_000_000)] += 1
        }
        let mean = counts.reduce(0, +) / 100
        let variance = counts.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 99
        #expect(variance / mean > 0.5 && variance / mean < 1.7)
    }

    @Test func `recorded arrivals come as they were`() {
        #expect(Self.instants(ArrivalProcess(recorded: [0, 0, 5, 70])) == [0, 0, 5, 70])
    }
}

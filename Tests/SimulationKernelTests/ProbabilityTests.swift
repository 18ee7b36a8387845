import SimulationKernel
import Testing

struct ProbabilityTests {
    @Test func `never covers no draw, not even 0`() {
        #expect(!Probability.never.covers(0))
        #expect(!Probability.never.covers(.max))
        #expect(Probability.never.isZero)
        #expect(Probability.never == Probability(numerator: 0, denominator: 7))
    }

    @Test func `always covers every draw, even the greatest`() {
        #expect(Probability.always.covers(0))
        #expect(Probability.always.covers(.max))
        #expect(!Probability.always.isZero)
        #expect(Probability.always == Probability(numerator: 7, denominator: 7))
    }

    /// The share of 2⁶⁴ draws, rounded down, is `first`, the first draw that is not covered.
    @Test(
        arguments: [
            (1, 2, 1 << 63), (1, 3, 0x5555_5555_5555_5555), (2, 3, 0xAAAA_AAAA_AAAA_AAAA),
            (1, .max, 1), (.max - 1, .max, .max - 1), (1, 1 << 63, 2),
        ] as [(UInt64, UInt64, UInt64)]
    )
    func `a share is exact to one draw`(_ numerator: UInt64, _ denominator: UInt64, _ first: UInt64)
    {
        let probability = Probability(numerator: numerator, denominator: denominator)
        #expect(probability.covers(first - 1))
        #expect(!probability.covers(first))
        #expect(!probability.isZero)
    }

    @Test func `more than 1 is no probability`() async {
        await #expect(processExitsWith: .failure) {
            _ = Probability(numerator: 2, denominator: 1)
        }
        await #expect(processExitsWith: .failure) {
            _ = Probability(numerator: 0, denominator: 0)
        }
    }
}

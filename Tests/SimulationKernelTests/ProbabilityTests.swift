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

    @Test func `what is asked for in turn happens with its share of all`() throws {
        let shares = [1, 0, 2, 1].map { Probability(numerator: $0, denominator: 4) }
        let chances = try #require(Probability.inTurn(shares))
        let half = Probability(numerator: 1, denominator: 2)
        #expect(chances[0] == shares[0])
        #expect(chances[1] == .never)
        // Two thirds of what the first leaves, to the rounding of one draw.
        #expect(chances[2] == Probability(numerator: 2, denominator: 3))
        #expect(chances[3] == .always)
        #expect(Probability.inTurn([.always, .never]) == [.always, .never])
        #expect(Probability.inTurn([half, half, half]) == nil)
        #expect(Probability.inTurn([.always, Probability(numerator: 1, denominator: .max)]) == nil)
        #expect(Probability.inTurn([]) == [])
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

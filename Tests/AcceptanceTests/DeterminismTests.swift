import Measurement
import Testing

/// The lower rungs of the ladder; `.ci/run` climbs the others: two processes, debug against
/// release, and a processor without fused multiplication.
struct DeterminismTests {
    private let quick = ShippedScenario(name: "quick")

    @Test func `the same seed gives the same bytes twice in one process`() throws {
        let first = try quick.run().bytes
        let second = try quick.run().bytes
        #expect(first == second)
    }

    @Test func `another seed gives another fingerprint`() throws {
        let fingerprints = try (0...4).map { seed in
            try quick.run(seed: UInt64(seed)).result.fingerprint
        }
        #expect(Set(fingerprints).count == fingerprints.count)
    }
}

import Measurement
import Testing

struct ReplicationsTests {
    /// A run in which `polls` counted so many, judged by two thresholds.
    private func run(seed: UInt64, polls: Int64, broken: Bool = false) throws -> RunFigures {
        let registry = MetricRegistry(window: .wholeRun)
        for text in ["count<=5", "count<=8"] {
            let expression = try ThresholdExpression.parse(text)
            registry.attach(Threshold(key: MetricKey("polls"), expression: expression))
        }
        registry.counter("polls").add(polls, at: 0)
        let invariants = broken ? [InvariantResult(name: "a", held: false, detail: "")] : []
        return RunFigures(
            RunResult(
                tool: ("simulate", "1"),
                scenario: ("a", ""),
                seed: seed,
                fingerprint: seed,
                virtualNanoseconds: 1,
                tasks: TaskCounts(),
                measured: registry.finish(at: 1),
                invariants: invariants
            )
        )
    }

    @Test func `the figures of a threshold are over all seeds`() throws {
        let runs = try [3, 6, 4, 9].enumerated().map { seed, polls in
            try run(seed: UInt64(seed), polls: polls)
        }
        let replications = Replications(runs)
        let row = try #require(replications.judged.first)
        #expect(row.name == "polls count<=5" && row.failures == 2 && row.worstSeed == 3)
        #expect(row.figure?.mean == 5.5 && row.figure?.min == 3 && row.figure?.max == 9)
        #expect(replications.verdict == .failed)
        #expect(replications.worst?.seed == 3)
    }

    @Test func `the worst run is that with the worst verdict, most failures, least margin`() throws
    {
        let near = try run(seed: 1, polls: 5)
        let far = try run(seed: 2, polls: 1)
        let failed = try run(seed: 3, polls: 6)
        let failedTwice = try run(seed: 4, polls: 9)
        let invalid = try run(seed: 5, polls: 0, broken: true)
        #expect(Replications([far, near, far]).worst?.seed == 1)
        #expect(Replications([near, failed, far]).worst?.seed == 3)
        #expect(Replications([failed, failedTwice]).worst?.seed == 4)
        #expect(Replications([failedTwice, invalid]).worst?.seed == 5)
        #expect(Replications([failedTwice, invalid]).verdict == .invalid)
        #expect(Replications([near, far]).verdict == .passed)
        #expect(Replications([]).worst == nil)
    }

    @Test func `seeds that are all alike have no worst one of a threshold`() throws {
        let runs = try (1...3).map { try run(seed: $0, polls: 2) }
        #expect(Replications(runs).judged.allSatisfy { $0.worstSeed == nil })
        #expect(Replications(runs).judged.first?.figure?.halfWidth == 0)
    }
}

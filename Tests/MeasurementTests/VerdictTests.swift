import Measurement
import Testing

@Suite struct VerdictTests {
    private func result(strict: Bool, held: Bool, isAborted: Bool) throws -> RunResult {
        let window = MeasurementWindow(start: 0, end: 10)
        let registry = MetricRegistry(window: window)
        let expression = try ThresholdExpression.parse("count>0")
        registry.attach(Threshold(key: MetricKey("polls"), expression: expression, strict: strict))
        return RunResult(
            tool: (name: "simulate", version: "1"),
            scenario: (name: "s", fingerprint: "0"),
            seed: 1,
            isAborted: isAborted,
            fingerprint: 0xAB,
            virtualNanoseconds: 10,
            tasks: TaskCounts(),
            measured: registry.finish(at: 10),
            invariants: [InvariantResult(name: "conservation", held: held, detail: "")]
        )
    }

    @Test(arguments: [
        (true, true, false, Verdict.failed), (false, true, false, .passed),
        (true, true, true, .aborted), (true, false, true, .invalid),
        (false, false, false, .invalid),
    ])
    func `a broken invariant outweighs all, then an abort, then thresholds`(
        strict: Bool,
        held: Bool,
        isAborted: Bool,
        verdict: Verdict
    ) throws {
        #expect(try result(strict: strict, held: held, isAborted: isAborted).verdict == verdict)
    }

    @Test func `the fingerprint has sixteen digits`() throws {
        let result = try result(strict: true, held: true, isAborted: false)
        #expect(result.fingerprintText == "00000000000000ab")
    }

    @Test func `tasks are conserved or not`() {
        var tasks = TaskCounts()
        tasks.submitted = 5
        tasks.accepted = 3
        tasks.rejected = 1
        tasks.unanswered = 1
        tasks.completed = 2
        #expect(!tasks.isConserved)
        tasks.inFlight = 1
        #expect(tasks.isConserved)
    }
}

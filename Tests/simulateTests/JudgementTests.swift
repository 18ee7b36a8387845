import Measurement
import Testing
import simulate

@Suite struct JudgementTests {
    private func result(
        _ threshold: String? = nil,
        isAborted: Bool = false,
        broken: [String] = []
    ) throws -> RunResult {
        let registry = MetricRegistry(window: .wholeRun)
        if let threshold {
            let expression = try ThresholdExpression.parse(threshold)
            registry.attach(Threshold(key: MetricKey("polls"), expression: expression))
        }
        return RunResult(
            tool: ("simulate", "1"),
            scenario: ("a", ""),
            seed: 1,
            isAborted: isAborted,
            fingerprint: 0xAB,
            virtualNanoseconds: 1,
            tasks: TaskCounts(),
            measured: registry.finish(at: 1),
            invariants: broken.map { InvariantResult(name: $0, held: false, detail: "") }
        )
    }

    @Test func `all is well`() throws {
        let judgement = Judgement(try result("count==0"))
        #expect(judgement.codes.isEmpty && judgement.complaints.isEmpty)
    }

    @Test func `a threshold failed`() throws {
        let judgement = Judgement(try result("count==1"))
        #expect(judgement.codes == [.thresholdFailed])
        #expect(judgement.complaints == ["1 of 1 threshold failed"])
    }

    @Test func `an invariant broke`() throws {
        let judgement = Judgement(try result("count==1", broken: ["order", "conservation"]))
        #expect(ExitCode.first(of: judgement.codes) == .invalidRun)
        #expect(judgement.complaints.first == "the run is invalid: order, conservation")
    }

    @Test func `a signal stopped the run`() throws {
        let judgement = Judgement(try result("count==1", isAborted: true), signal: .interrupted)
        #expect(judgement.codes == [.interrupted])
        let invalid = Judgement(try result(isAborted: true, broken: ["a"]), signal: .terminated)
        #expect(ExitCode.first(of: invalid.codes) == .terminated)
    }

    @Test func `a signal that came too late changes nothing`() throws {
        #expect(Judgement(try result("count==0"), signal: .interrupted).codes.isEmpty)
    }

    @Test func `a threshold stopped the run`() throws {
        #expect(Judgement(try result("count==1", isAborted: true)).codes == [.thresholdFailed])
        #expect(Judgement(try result(isAborted: true)).codes == [.thresholdFailed])
    }

    @Test func `the fingerprint is another`() throws {
        let same = "00000000000000ab"
        #expect(Judgement(try result(), expectedFingerprint: same).codes.isEmpty)
        let judgement = Judgement(try result(), expectedFingerprint: "00000000000000ac")
        #expect(judgement.codes == [.invalidRun])
        #expect(judgement.complaints == ["fingerprint \(same), expected 00000000000000ac"])
    }
}

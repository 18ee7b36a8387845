import TestSupport
import Testing

@testable import Systems

/// Random changes: the index finds the account that a look at all of them finds.
struct AccountTableModelTests {
    private static let stepCount = randomStepCount("ACCOUNT_STEPS", debug: 10_000)
    private static let stepsPerCase = 250

    @Test func `the table answers as the naive one does, whatever happens`() {
        for seed in 0..<UInt64(max(1, Self.stepCount / Self.stepsPerCase)) {
            var source = TableStepGenerator(seed: seed)
            let steps = (0..<Self.stepsPerCase).map { _ in source.next() }
            guard Self.difference(of: steps) != nil else { continue }
            let shortest = shrunk(steps) { Self.difference(of: $0) != nil }
            let problem = Self.difference(of: shortest) ?? ""
            let list = shortest.map { "\($0)" }.joined(separator: "\n")
            Issue.record("seed \(seed):\n\(list)\n\(problem)")
            return
        }
    }

    private static func difference(of steps: [TableStep]) -> String? {
        var script = TableScript()
        for step in steps {
            script.perform(step)
            if let difference = script.difference { return "\(step): \(difference)" }
        }
        return nil
    }
}

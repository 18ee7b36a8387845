import TestSupport
import Testing

@testable import Systems

/// Random requests over simulated weeks: no rule is broken, nobody gets an error of the server,
/// and what the manager answers is what the audit's book says.
struct AccountsWeeksTests {
    private static let stepsPerCase = 400
    private static let cases = UInt64(
        max(1, randomStepCount("ACCOUNTS_REQUESTS", debug: 2_400) / 3 / stepsPerCase)
    )

    private static let kinds: [(String, WeekGenerator.Kind)] = [
        ("one after another", WeekGenerator.Kind(isExact: true)),
        ("in each other's way", WeekGenerator.Kind(accounts: 3, users: 1)),
        ("with services at work", WeekGenerator.Kind(hasServices: true)),
    ]

    @Test(arguments: kinds)
    func `random requests break nothing`(name: String, kind: WeekGenerator.Kind) {
        var allowed = 0
        var denied = 0
        for seed in 1...Self.cases {
            var generator = WeekGenerator(kind, seed: seed)
            let steps = generator.steps(Self.stepsPerCase)
            let world = AccountsWorld(steps, kind, seed: seed)
            let problem = world.run()
            allowed += world.allowed
            denied += world.denied
            guard problem != nil else { continue }
            let shortest = shrunk(steps) { AccountsWorld($0, kind, seed: seed).run() != nil }
            let end = AccountsWorld(shortest, kind, seed: seed).run() ?? ""
            let list = shortest.map(\.description).joined(separator: "\n")
            Issue.record("\(name), seed \(seed):\n\(list)\n\(end)")
            return
        }
        // Both answers are seen often, so that agreement means something.
        #expect(allowed > Int(Self.cases) * 10)
        #expect(denied > Int(Self.cases) * 10)
    }
}

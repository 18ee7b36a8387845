import Infrastructure
import TestSupport
import Testing

@testable import InMemoryInfrastructure

/// Random calls to the store and to a plain model of it.
struct StoreOracleTests {
    /// Calls of all families together.
    private static let callCount = randomStepCount("STORE_CALLS", debug: 100_000)

    private static let callsPerCase = 500

    @Test(arguments: StoreCalls.Family.allCases)
    func `the store answers as the plain model`(_ family: StoreCalls.Family) {
        let calls = Self.callCount / (StoreCalls.Family.allCases.count + 1)
        run(calls: calls, families: [family])
    }

    @Test func `the store answers as the plain model, whatever the types`() {
        let calls = Self.callCount / (StoreCalls.Family.allCases.count + 1)
        run(calls: calls, families: StoreCalls.Family.allCases)
    }

    private func run(calls: Int, families: [StoreCalls.Family]) {
        for seed in 0..<UInt64(max(1, calls / Self.callsPerCase)) {
            var source = StoreCalls(seed: seed, families: families)
            let steps = (0..<Self.callsPerCase).map { _ in source.next() }
            guard Self.difference(steps) != nil else { continue }
            let shortest = shrunk(steps) { Self.difference($0) != nil }
            let lines = shortest.map { $0.joined(separator: " ") }.joined(separator: "\n")
            Issue.record("seed \(seed):\n\(lines)\n\(Self.difference(shortest) ?? "")")
            return
        }
    }

    /// What the store answers differently first, if anything.
    private static func difference(_ steps: [[String]]) -> String? {
        var state = StoreState()
        var oracle = StoreOracle()
        let connection = state.openConnection()
        for step in steps {
            guard step[0] != "ADVANCE" else {
                oracle.now += StoreOracle.wide(step[1])
                continue
            }
            let instant = oracle.now * 1_000_000
            let expected = sorted(oracle.answer(step), for: step[0])
            let outcome = state.execute(step, on: connection, at: instant)
            guard case .reply(let reply) = outcome else { return "\(step) waits" }
            let got = sorted(reply, for: step[0])
            guard got == expected else { return "\(step): \(expected), got \(got)" }
        }
        return nil
    }

    /// The reply with its elements in one order, for commands that promise none.
    private static func sorted(_ reply: StoreReply, for command: String) -> StoreReply {
        guard case .array(var elements) = reply else { return reply }
        switch command {
        case "KEYS", "HKEYS", "HVALS", "SMEMBERS", "SINTER", "SUNION", "SDIFF": break
        case "HGETALL":
            elements = stride(from: 0, to: elements.count - 1, by: 2).map {
                .array([elements[$0], elements[$0 + 1]])
            }
        default: return reply
        }
        return .array(elements.sorted { "\($0)" < "\($1)" })
    }
}

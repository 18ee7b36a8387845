import Infrastructure
import SimulationKernel
import Testing

@testable import InMemoryInfrastructure

/// Chance and identifiers are functions of the seed and the task alone.
struct SimulatedChanceTests {
    /// What the tasks of a run draw, by entity: whether luck strikes at each attempt, identifiers.
    private func draws(of entities: [UInt64], seed: UInt64) -> [UInt64: [String]] {
        let bench = Bench(seed: seed)
        let half = Probability(numerator: 1, denominator: 2)
        let chance = SimulatedChance("s", outcomes: [("failure", half)], world: bench.world)
        let identifiers = SimulatedIdentifiers(world: bench.world)
        let contexts = entities.map { bench.open(entity: $0) }
        var draws: [UInt64: [String]] = [:]
        for _ in 0..<8 {
            for (entity, context) in zip(entities, contexts) {
                bench.simulation.context = context
                bench.world.ledger.begin(context)
                draws[entity, default: []].append("\(chance.happens("failure"))")
                draws[entity, default: []].append(identifiers.uuid())
            }
        }
        return draws
    }

    @Test func `the same task has the same luck, whatever the order and the others`() {
        let all = draws(of: [1, 2, 3, 4], seed: 7)
        #expect(draws(of: [4, 3, 2, 1], seed: 7) == all)
        #expect(draws(of: [3], seed: 7)[3] == all[3])
        #expect(draws(of: [3], seed: 8)[3] != all[3])
    }

    @Test func `tasks and attempts have luck of their own`() {
        let all = draws(of: Array(1...200), seed: 7)
        let luck = all.keys.sorted().flatMap { all[$0] ?? [] }
        let hits = luck.count { $0 == "true" }
        // 1600 throws of a coin: within four standard deviations of 800.
        #expect((720...880).contains(hits))
        let identifiers = luck.filter { $0.count == 36 }
        #expect(identifiers.count == 1600)
        #expect(Set(identifiers).count == 1600)
    }

    @Test func `an identifier is a random UUID`() throws {
        let identifier = try #require(draws(of: [1], seed: 7)[1]?[1])
        #expect(
            identifier.wholeMatch(
                of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
            ) != nil
        )
    }

    @Test func `an attempt has one outcome, however often it is asked for`() {
        let bench = Bench()
        let half = Probability(numerator: 1, denominator: 2)
        let chance = SimulatedChance("s", outcomes: [("failure", half)], world: bench.world)
        for entity in UInt64(0)..<50 {
            bench.simulation.context = bench.open(entity: entity)
            #expect(chance.happens("failure") == chance.happens("failure"))
        }
    }

    @Test(arguments: [(UInt64(0), false), (1, true)])
    func `what is certain is certain`(_ numerator: UInt64, _ happens: Bool) {
        let bench = Bench()
        let outcome = Probability(numerator: numerator, denominator: 1)
        let chance = SimulatedChance("s", outcomes: [("failure", outcome)], world: bench.world)
        for entity in UInt64(0)..<50 {
            bench.simulation.context = bench.open(entity: entity)
            #expect(chance.happens("failure") == happens)
            #expect(!chance.happens("unheard of"))
        }
    }

    @Test func `what is keyed by the caller is the same whatever happens around it`() {
        func draws(_ calls: [(entity: UInt64, n: UInt64)]) -> [String] {
            let bench = Bench()
            let chance = SimulatedChance(
                "telegram",
                outcomes: [("floodWait", Probability(numerator: 1, denominator: 2))],
                durations: [("floodWaitTime", .exponential(mean: 1e9))],
                world: bench.world
            )
            return calls.map { entity, n in
                _ = chance.happens("floodWait")
                bench.simulation.context = bench.open(entity: entity)
                let happens = chance.happens("floodWait", entity: entity, n: n)
                let time = chance.duration("floodWaitTime", entity: entity, n: n)
                return "\(entity).\(n) \(happens) \(time)"
            }
        }
        let calls: [(entity: UInt64, n: UInt64)] = (0..<64).map { ($0 / 8, $0 % 8) }
        let all = draws(calls)
        #expect(draws(calls.reversed()) == all.reversed())
        #expect(draws(Array(calls.suffix(3))) == all.suffix(3))
        #expect(Set(all.map { $0.split(separator: " ", maxSplits: 2)[2] }).count == 64)
        #expect((16...48).contains(all.count { $0.contains("true") }))
    }

    @Test func `what the run says nothing of does not happen and takes no time`() {
        let bench = Bench()
        let chance = SimulatedChance("s", outcomes: [], world: bench.world)
        #expect(!chance.happens("floodWait", entity: 1, n: 1))
        #expect(chance.duration("floodWaitTime", entity: 1, n: 1) == .zero)
    }

    @Test func `machines draw for the task, whatever the order of tasks`() {
        func times(_ entities: [UInt64]) -> [UInt64: Int64] {
            let bench = Bench()
            let law = MachineSettings(latency: .exponential(mean: 1000))
            let machine = Machine("m", law, number: 1, world: bench.world)
            return Dictionary(
                uniqueKeysWithValues: entities.map { entity in
                    bench.simulation.context = bench.open(entity: entity)
                    return (entity, machine.attemptTime())
                }
            )
        }
        let all = times([1, 2, 3, 4, 5])
        #expect(times([5, 1, 4, 2, 3]) == all)
        #expect(Set(all.values).count == 5)
    }
}

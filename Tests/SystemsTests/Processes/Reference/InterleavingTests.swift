import JSON
import TestSupport
import Testing

@testable import Systems

/// Small definitions in every order in which their steps can end.
struct InterleavingTests {
    /// All that one definition can come to when the outcomes of its steps are fixed.
    private struct Exploration {
        let graph: ProcessGraph
        let seed: Int
        private(set) var ends: Set<String> = []
        private(set) var states = 0
        private(set) var isStuck = false
        private var seen: Set<String> = []

        init(_ definition: ProcessDefinition, seed: Int) {
            graph = ProcessGraph(definition, version: 1, number: 1)
            self.seed = seed
            var instance = ProcessInstance()
            var consequences: [Consequence] = []
            let start = HistoryEntry(at: 0, .started(variables: [:]))
            instance.apply(start, graph, &consequences)
            explore(instance, begun: consequences.begun(graph.nodes.count))
        }

        private mutating func explore(_ instance: ProcessInstance, begun: [Int]) {
            guard seen.insert("\(instance)").inserted, states < 5_000 else { return }
            states += 1
            let steps = instance.steps.filter { $0.phase == .ready }
            guard instance.status == .running, !steps.isEmpty else {
                if instance.status == .running, instance.steps.isEmpty { isStuck = true }
                ends.insert("\(instance.status.rawValue) \(begun)")
                return
            }
            for step in steps {
                var next = instance
                var consequences: [Consequence] = []
                let outcome = outcome(of: step.id)
                next.apply(
                    HistoryEntry(at: 0, .ended(step.id, outcome: outcome, assigning: [:], by: nil)),
                    graph,
                    &consequences
                )
                let more = consequences.begun(graph.nodes.count)
                explore(next, begun: zip(begun, more).map { $0 + $1 })
            }
        }

        /// The same for the same visit, in whatever order things happen.
        private func outcome(of step: StepID) -> Int {
            var dice = TestDice(UInt64(seed * 10_007 + step.node * 101 + step.visit))
            return dice.roll(graph.nodes[step.node].source.outcomes.count)
        }
    }

    /// The order in which branches end changes neither what runs how often nor how it ends.
    @Test func `D2 and D12: parallel branches come to the same in every order`() {
        var generator = RandomDefinition()
        generator.most = 6
        generator.hasCycles = false
        generator.canTerminate = false
        generator.joins = [.each, .all, .all, .any, .atLeast(2)]
        let check = DefinitionCheck(modules: [PlainModule.self])
        var (definitions, states, deadJoins) = (0, 0, 0)
        for seed in 0..<randomStepCount("PROCESS_SEEDS", debug: 4_000) / 2 {
            var dice = TestDice(UInt64(seed) &+ 77)
            let definition = generator.make(&dice)
            guard check.problems(in: definition).isEmpty else { continue }
            definitions += 1
            let found = Exploration(definition, seed: seed)
            states += found.states
            if found.ends.contains(where: { $0.hasPrefix("running") }) { deadJoins += 1 }
            #expect(!found.isStuck, "\(JSONWriter.compact(definition.json))")
            guard found.states < 5_000 else { continue }
            #expect(
                found.ends.count == 1,
                "seed \(seed): \(found.ends) of \(JSONWriter.compact(definition.json))"
            )
            if found.ends.count != 1 { return }
        }
        #expect(definitions > 100 && states > 3 * definitions && deadJoins > 5)
    }

    /// Every mode, with loops: whatever happens, nothing stops silently.
    @Test func `D12: every instance ends, has a step, or has an incident`() {
        let check = DefinitionCheck(modules: [PlainModule.self])
        var generator = RandomDefinition()
        generator.most = 4
        var definitions = 0
        for seed in 0..<randomStepCount("PROCESS_SEEDS", debug: 4_000) / 4 {
            var dice = TestDice(UInt64(seed) &+ 990_000)
            var definition = generator.make(&dice)
            for place in definition.processes.indices { definition.processes[place].visits = 2 }
            guard check.problems(in: definition).isEmpty else { continue }
            definitions += 1
            let found = Exploration(definition, seed: seed)
            #expect(!found.isStuck, "\(JSONWriter.compact(definition.json))")
            #expect(!found.ends.isEmpty || found.states >= 5_000)
        }
        #expect(definitions > 50)
    }

    /// A join of fifty branches begins once, when the last of them has ended, in any order.
    @Test func `D2: a join of fifty branches begins once`() {
        let branches = (0..<50).map { "b\($0)" }
        let text =
            "a \(branches.joined(separator: " ")) j& | "
            + branches.map { "a>\($0) \($0)>j" }.joined(separator: " ") + " j>end"
        for seed in 0..<20 {
            var dice = TestDice(UInt64(seed))
            var pair = InstancePair(Shorthand.definition(text))
            pair.move(0)
            for left in stride(from: 50, to: 0, by: -1) {
                #expect(pair.machine.steps.count == left)
                #expect(pair.machine.steps.allSatisfy { $0.id.node != 51 })
                pair.move(dice.roll(left))
            }
            #expect(pair.machine.steps.map(\.id) == [StepID(node: 51, visit: 0)])
            pair.move(0)
            #expect(pair.machine.status == .completed)
        }
    }
}

extension [Consequence] {
    /// How often each node has begun.
    fileprivate func begun(_ nodes: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: nodes)
        for case .ready(let step, turn: 0) in self { counts[step.node] += 1 }
        return counts
    }
}

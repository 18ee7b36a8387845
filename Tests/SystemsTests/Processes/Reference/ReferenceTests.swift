import Infrastructure
import JSON
import TestSupport
import Testing

@testable import Systems

/// Thousands of random definitions and random events against a plain reading of the rules.
struct ReferenceTests {
    private static let check = DefinitionCheck(modules: [PlainModule.self])

    private static func isSound(_ definition: ProcessDefinition) -> Bool {
        check.problems(in: definition).isEmpty
    }

    /// What goes wrong when an instance is moved so; nil when nothing does.
    private static func flaw(of definition: ProcessDefinition, _ moves: [Int]) -> String? {
        var pair = InstancePair(definition)
        for (count, move) in moves.enumerated() {
            if pair.machineText != pair.plainText {
                return "after \(count): machine \(pair.machineText), plain \(pair.plainText)"
            }
            // D12: it is over, or a step is active, or there is an incident.
            if pair.machine.status == .running, pair.machine.steps.isEmpty {
                return "after \(count): it runs, and nothing goes on"
            }
            pair.move(move)
        }
        if pair.machineText != pair.plainText {
            return "at the end: machine \(pair.machineText), plain \(pair.plainText)"
        }
        return pair.isReplayed ? nil : "the history gives another instance"
    }

    @Test(arguments: 0..<8)
    func `D1 to D12: random definitions do what the plain reading says`(group: Int) {
        var accepted = 0
        var ends: Set<String> = []
        var incidents = 0
        let count = randomStepCount("PROCESS_SEEDS", debug: 4_000) / 8
        for seed in 0..<count {
            var dice = TestDice(UInt64(group * 1_000_003 + seed))
            let definition = RandomDefinition().make(&dice)
            guard Self.isSound(definition) else { continue }
            accepted += 1
            let moves = (0..<30).map { _ in dice.roll(10_000) }
            if let flaw = Self.flaw(of: definition, moves) {
                let shortest = shrunk(moves) { Self.flaw(of: definition, $0) != nil }
                let text = JSONWriter.compact(definition.json)
                Issue.record("seed \(group)/\(seed): \(flaw); \(text) moved by \(shortest)")
                return
            }
            var pair = InstancePair(definition)
            for move in moves {
                pair.move(move)
                if pair.plain.steps.contains(where: { $0.incident != nil }) { incidents += 1 }
            }
            ends.insert(pair.machine.status.rawValue)
        }
        // A generator that makes nothing of interest would prove nothing.
        #expect(accepted > count / 10, "\(accepted) of \(count)")
        #expect(ends.isSuperset(of: ["completed", "failed"]) && incidents > 10)
    }

    @Test(arguments: 0..<4)
    func `D11: a join that was refused never begins by its tokens`(group: Int) {
        var refused = 0
        let count = randomStepCount("PROCESS_SEEDS", debug: 4_000) / 4
        for seed in 0..<count {
            var dice = TestDice(UInt64(group * 7_000_003 + seed) &+ 0xABCD)
            let definition = RandomDefinition().make(&dice)
            let problems = Self.check.problems(in: definition)
            let joins = problems.compactMap { problem -> Int? in
                guard problem.path.steps.last == .key("join"),
                    case .index(let place) = problem.path.steps[1]
                else { return nil }
                return place
            }
            guard !joins.isEmpty, joins.count == problems.count else { continue }
            refused += 1
            for _ in 0..<30 {
                var plain = PlainInstance(definition)
                for _ in 0..<40 where plain.status == "running" {
                    let step = plain.steps[dice.roll(plain.steps.count)]
                    let process = definition.processes[step.process]
                    let all = process.outcomes + (process.deadline == nil ? [] : ["expired"])
                    // An incident is never mended here: that would begin a join without tokens.
                    if step.incident != nil { continue }
                    if dice.roll(9) == 0 {
                        plain.fail(step)
                    } else {
                        plain.end(step, all[dice.roll(all.count)])
                    }
                }
                for join in joins {
                    #expect(plain.rounds[join] == 0, "\(JSONWriter.compact(definition.json))")
                }
            }
        }
        #expect(refused > count / 100, "\(refused) of \(count)")
    }
}

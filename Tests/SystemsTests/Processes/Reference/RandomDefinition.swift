import Systems

/// Numbers that look drawn; the same seed gives the same ones (SplitMix64).
struct TestDice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) >> 33) % sides
    }
}

/// Definitions of a few processes, linked at random: many of them have mistakes.
struct RandomDefinition {
    /// How many processes there are at most.
    var most = 6
    /// Whether links may lead back.
    var hasCycles = true
    var canTerminate = true
    var joins: [JoinMode] = [.each, .each, .all, .any, .active, .atLeast(2)]

    func make(_ dice: inout TestDice) -> ProcessDefinition {
        let count = 1 + dice.roll(most)
        var definition = ProcessDefinition(id: "d")
        for place in 0..<count {
            var node = ProcessNode(id: "p\(place)", module: "plain", visits: 4)
            if dice.roll(2) == 0 {
                node.kind = .scenario
                node.outcomes = Array(["a", "b", "c"].prefix(1 + dice.roll(3)))
            }
            node.join = joins[dice.roll(joins.count)]
            node.isStart = place > 0 && dice.roll(8) == 0
            if dice.roll(6) == 0 { node.deadline = .seconds(60) }
            definition.processes.append(node)
        }
        for place in 0..<count { addLinks(of: place, to: &definition, &dice) }
        return definition
    }

    private func addLinks(
        of place: Int,
        to definition: inout ProcessDefinition,
        _ dice: inout TestDice
    ) {
        let node = definition.processes[place]
        var outcomes = node.outcomes
        if node.deadline != nil { outcomes.append("expired") }
        if dice.roll(5) == 0 { outcomes.append("failed") }
        for outcome in outcomes {
            for _ in 0...dice.roll(3) {
                let link = ProcessLink(
                    from: node.id,
                    outcome: outcome,
                    target: target(behind: place, of: definition.processes.count, &dice)
                )
                if !definition.links.contains(where: { $0.joins(link) }) {
                    definition.links.append(link)
                }
            }
        }
    }

    private func target(behind place: Int, of count: Int, _ dice: inout TestDice) -> LinkTarget {
        let first = hasCycles && dice.roll(4) == 0 ? 0 : place + 1
        let drawn = first + dice.roll(count + 1 - min(first, count))
        if drawn < count { return .process("p\(drawn)") }
        if canTerminate, dice.roll(6) == 0 { return .terminate(result: "stopped") }
        return .end(result: dice.roll(2) == 0 ? nil : "r\(place)")
    }
}

extension ProcessLink {
    /// Whether both join the same outcome to the same end, whatever that is called.
    fileprivate func joins(_ other: ProcessLink) -> Bool {
        guard from == other.from, outcome == other.outcome else { return false }
        return switch (target, other.target) {
        case (.end, .end), (.terminate, .terminate): true
        default: target == other.target
        }
    }
}

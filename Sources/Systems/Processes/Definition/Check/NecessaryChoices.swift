/// What must have been decided before a process can begin, in every history that comes to it.
///
/// Only choices of processes that begin once are kept: those exclude each other. The sets shrink
/// from "everything" until nothing changes, as dominators of a flow graph are found.
struct NecessaryChoices {
    /// A process whose outcomes keep a join from getting what it waits for.
    struct Conflict {
        let process: Int
        let outcomes: [String]
        /// How many links can bring a token in one history, at most.
        let most: Int
    }

    private struct Choice: Hashable {
        let process: Int
        let outcome: String
    }

    private let shape: DefinitionShape
    private let bounds: TokenBounds
    private var choices: [Choice] = []
    private var numbers: [Choice: Int] = [:]
    private var sets: [ChoiceSet]

    init(_ shape: DefinitionShape, _ bounds: TokenBounds) {
        self.shape = shape
        self.bounds = bounds
        sets = []
        let isNeeded = (0..<shape.count).contains { shape.wanted(at: $0) != nil }
        guard isNeeded else { return }
        for link in shape.links where bounds.counts[link.from] == 1 {
            let choice = Choice(process: link.from, outcome: link.outcome)
            guard numbers[choice] == nil else { continue }
            numbers[choice] = choices.count
            choices.append(choice)
        }
        let everything = ChoiceSet(count: choices.count, isFull: true)
        sets = [ChoiceSet](repeating: everything, count: shape.count)
        var isChanged = true
        while isChanged {
            isChanged = false
            for place in 0..<shape.count where bounds.runs[place] {
                let set = choices(before: place)
                guard set != sets[place] else { continue }
                sets[place] = set
                isChanged = true
            }
        }
    }

    /// Why fewer links than `wanted` bring a token to a join, whatever happens; nil if they may.
    func conflict(at place: Int, _ wanted: Int) -> Conflict? {
        let links = shape.incoming[place].filter { bounds.runs[shape.links[$0].from] }
            .map(choices(behind:))
        var all = ChoiceSet(count: choices.count, isFull: false)
        for set in links { all.formUnion(set) }
        var tried: Set<Int> = []
        for number in all.members {
            let process = choices[number].process
            guard tried.insert(process).inserted,
                let conflict = conflict(of: process, among: links, all), conflict.most < wanted
            else { continue }
            return conflict
        }
        return nil
    }

    private func conflict(
        of process: Int,
        among links: [ChoiceSet],
        _ all: ChoiceSet
    ) -> Conflict? {
        let own = all.members.filter { choices[$0].process == process }
        guard own.count > 1 else { return nil }
        var free = 0
        var most = [Int](repeating: 0, count: own.count)
        for set in links {
            let chosen = own.indices.filter { set.contains(own[$0]) }
            // Such a link never gets a token: a join before this one is to blame.
            guard chosen.count < 2 else { return nil }
            if let first = chosen.first { most[first] += 1 } else { free += 1 }
        }
        let outcomes = own.map { choices[$0].outcome }
        return Conflict(process: process, outcomes: outcomes, most: free + (most.max() ?? 0))
    }

    /// What must have been chosen for a token on a link.
    private func choices(behind link: Int) -> ChoiceSet {
        let link = shape.links[link]
        var set = sets[link.from]
        if let number = numbers[Choice(process: link.from, outcome: link.outcome)] {
            set.insert(number)
        }
        return set
    }

    private func choices(before place: Int) -> ChoiceSet {
        let none = ChoiceSet(count: choices.count, isFull: false)
        if shape.starts[place] { return none }
        let links = shape.incoming[place].filter { bounds.runs[shape.links[$0].from] }
        let wanted = shape.wanted(at: place) ?? 1
        if wanted == shape.incoming[place].count {
            return links.reduce(into: none) { $0.formUnion(choices(behind: $1)) }
        }
        guard wanted == 1 else { return shared(by: links, wanted) }
        var set = ChoiceSet(count: choices.count, isFull: true)
        for link in links { set.formIntersection(choices(behind: link)) }
        return set
    }

    /// What no `wanted` of the links can do without.
    private func shared(by links: [Int], _ wanted: Int) -> ChoiceSet {
        var counts = [Int](repeating: 0, count: choices.count)
        for link in links {
            for number in choices(behind: link).members { counts[number] += 1 }
        }
        var set = ChoiceSet(count: choices.count, isFull: false)
        for number in counts.indices where counts[number] > links.count - wanted {
            set.insert(number)
        }
        return set
    }
}

/// A set of numbers below a count, as bits.
private struct ChoiceSet: Equatable {
    private var words: [UInt64]
    private let count: Int

    init(count: Int, isFull: Bool) {
        self.count = count
        words = [UInt64](repeating: isFull ? .max : 0, count: (count + 63) / 64)
        if isFull, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
    }

    func contains(_ number: Int) -> Bool {
        words[number / 64] & (1 << UInt64(number % 64)) != 0
    }

    mutating func insert(_ number: Int) { words[number / 64] |= 1 << UInt64(number % 64) }

    mutating func formUnion(_ other: ChoiceSet) {
        for place in words.indices { words[place] |= other.words[place] }
    }

    mutating func formIntersection(_ other: ChoiceSet) {
        for place in words.indices { words[place] &= other.words[place] }
    }

    /// The numbers in it, in their order.
    var members: [Int] {
        var members: [Int] = []
        for (place, word) in words.enumerated() {
            var word = word
            while word != 0 {
                members.append(place * 64 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
        return members
    }
}

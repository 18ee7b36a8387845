import Infrastructure

/// What `ZUNION` and its kin are to do with their keys, which may be sets, too: scores of 1.
struct SortedSetAlgebra {
    enum Operation {
        case union, intersection, difference
    }

    enum Result {
        case shown, stored, counted
    }

    private enum Aggregate {
        case sum, least, greatest
    }

    /// One key with what its scores are multiplied by.
    private struct Source {
        let value: StoreValue?
        var weight = 1.0

        var count: Int {
            switch value {
            case .set(let set): set.value.count
            case .sortedSet(let set): set.value.count
            default: 0
            }
        }

        func element(at place: Int) -> SortedSet.Element {
            switch value {
            case .set(let set): SortedSet.Element(member: set.value.member(at: place), score: 1)
            case .sortedSet(let set): set.value.entry(at: place)
            default: preconditionFailure("a key that is not there was gone through")
            }
        }

        func score(of member: String) -> Double? {
            switch value {
            case .set(let set): set.value.contains(member) ? 1 : nil
            case .sortedSet(let set): set.value.score(of: member)
            default: nil
            }
        }
    }

    private let operation: Operation
    private let result: Result
    private var sources: [Source] = []
    private var aggregate = Aggregate.sum
    private(set) var hasScores = false
    private var limit = 0

    /// `numkeys key … [option …]`, from a word on; the keys are looked up before the options.
    init(
        _ operation: Operation,
        _ result: Result,
        _ call: StoreCall,
        from start: Int,
        in state: inout StoreState
    ) throws(KeyValueStoreError) {
        (self.operation, self.result) = (operation, result)
        let count = try call.integer(start)
        guard count >= 1 else {
            let name = call[0].asciiLowercased
            throw KeyValueStoreError("ERR at least 1 input key is needed for '\(name)' command")
        }
        guard count <= call.count - start - 1 else { throw .syntax }
        for key in call.texts(from: start + 1).prefix(Int(count)) {
            let value = state.find(key).map { state[$0] }
            if let value, value.kind != .set, value.kind != .sortedSet { throw .wrongType }
            sources.append(Source(value: value))
        }
        try readOptions(call, from: start + 1 + Int(count))
    }

    private mutating func readOptions(
        _ call: StoreCall,
        from start: Int
    ) throws(KeyValueStoreError) {
        let isWeighted = operation != .difference && result != .counted
        var word = start
        while word < call.count {
            let remaining = call.count - word
            if isWeighted, remaining > sources.count, call.word(word, is: "WEIGHTS") {
                try readWeights(call, from: word + 1)
                word += 1 + sources.count
            } else if isWeighted, remaining >= 2, call.word(word, is: "AGGREGATE") {
                try readAggregate(call, word + 1)
                word += 2
            } else if result == .shown, call.word(word, is: "WITHSCORES") {
                hasScores = true
                word += 1
            } else if result == .counted, remaining >= 2, call.word(word, is: "LIMIT") {
                limit = try call.elementCount(word + 1, or: .negativeLimit)
                word += 2
            } else {
                throw .syntax
            }
        }
    }

    private mutating func readWeights(
        _ call: StoreCall,
        from start: Int
    ) throws(KeyValueStoreError) {
        for place in sources.indices {
            guard let weight = ScoreText.score(call[start + place]) else {
                throw KeyValueStoreError("ERR weight value is not a float")
            }
            sources[place].weight = weight
        }
    }

    private mutating func readAggregate(
        _ call: StoreCall,
        _ word: Int
    ) throws(KeyValueStoreError) {
        if call.word(word, is: "SUM") {
            aggregate = .sum
        } else if call.word(word, is: "MIN") {
            aggregate = .least
        } else if call.word(word, is: "MAX") {
            aggregate = .greatest
        } else {
            throw .syntax
        }
    }

    // MARK: Results

    /// The members of the result, in the order of their scores.
    var members: [SortedSet.Element] {
        let found =
            switch operation {
            case .union: union
            case .intersection: intersection
            case .difference: difference
            }
        return found.sorted {
            $0.score != $1.score
                ? $0.score < $1.score
                : $0.member.utf8.lexicographicallyPrecedes($1.member.utf8)
        }
    }

    /// The number of members of the intersection, up to the limit.
    var count: Int { intersection.count }

    /// The keys from the smallest to the largest, as sums of fractions depend on the order.
    private var sortedSources: [Source] {
        sources.indices.sorted {
            (sources[$0].count, $0) < (sources[$1].count, $1)
        }.map { sources[$0] }
    }

    private var union: [SortedSet.Element] {
        var scores = DenseTable<Double>()
        for source in sortedSources {
            for place in 0..<source.count {
                let element = source.element(at: place)
                let score = Self.number(source.weight * element.score)
                if let found = scores.find(element.member) {
                    scores[found] = aggregate(scores[found], score)
                } else {
                    scores.insert(element.member, score)
                }
            }
        }
        return (0..<scores.count).map {
            SortedSet.Element(member: scores.key(at: $0), score: scores[$0])
        }
    }

    private var intersection: [SortedSet.Element] {
        let sources = sortedSources
        guard let smallest = sources.first else { return [] }
        var found: [SortedSet.Element] = []
        for place in 0..<smallest.count {
            let element = smallest.element(at: place)
            var score: Double? = Self.number(smallest.weight * element.score)
            for source in sources.dropFirst() {
                guard let before = score, let other = source.score(of: element.member) else {
                    score = nil
                    break
                }
                score = aggregate(before, other * source.weight)
            }
            guard let score else { continue }
            found.append(SortedSet.Element(member: element.member, score: score))
            if found.count == limit { break }
        }
        return found
    }

    private var difference: [SortedSet.Element] {
        guard let first = sources.first else { return [] }
        return (0..<first.count).map { first.element(at: $0) }.filter { element in
            sources.dropFirst().allSatisfy { $0.score(of: element.member) == nil }
        }
    }

    /// What is not a number, as a product of zero and infinity, counts as zero.
    private static func number(_ score: Double) -> Double { score.isNaN ? 0 : score }

    private func aggregate(_ score: Double, _ other: Double) -> Double {
        switch aggregate {
        case .sum: Self.number(score + other)
        case .least: other < score ? other : score
        case .greatest: other > score ? other : score
        }
    }
}

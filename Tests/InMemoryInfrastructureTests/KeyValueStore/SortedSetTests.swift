import Testing

@testable import InMemoryInfrastructure

/// The sorted set against a sorted array (C7.3).
struct SortedSetTests {
    private struct Chance {
        var state: UInt64 = 3

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private static func sorted(_ model: [String: Double]) -> [String] {
        model.sorted {
            $0.value != $1.value
                ? $0.value < $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }.map(\.key)
    }

    @Test(arguments: [20, 3_000])
    func `ranks are those of a sorted array`(_ memberCount: Int) {
        var set = SortedSet()
        var model: [String: Double] = [:]
        var chance = Chance()
        for step in 0..<8_000 {
            let member = "m\(chance.below(memberCount))"
            if chance.below(3) == 0 {
                #expect(set.remove(member) == (model.removeValue(forKey: member) != nil))
            } else {
                let score = Double(chance.below(40)) / 4
                #expect(set.set(member, to: score) == model.updateValue(score, forKey: member))
            }
            #expect(set.count == model.count)
            guard step % 500 == 0 else { continue }
            let order = Self.sorted(model)
            #expect(set.elements(0..<set.count).map(\.member) == order)
            for (rank, member) in order.enumerated() {
                #expect(set.rank(of: member) == rank && set[rank].member == member)
            }
            #expect(set.bytes == order.reduce(0) { $0 + $1.utf8.count })
            let middle = order.count / 3..<order.count / 2
            #expect(set.elements(middle).map(\.member) == Array(order[middle]))
            let below = order.count { (model[$0] ?? 0) < 5 }
            #expect(set.firstRank { $0.score < 5 } == below)
        }
    }
}

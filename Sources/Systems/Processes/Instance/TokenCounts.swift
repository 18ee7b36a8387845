/// How many tokens are on links; links without one take no room.
package struct TokenCounts: Sendable, Equatable {
    private struct Row: Equatable {
        let link: Int32
        var count: Int32
    }

    private var rows: [Row] = []

    package subscript(link: Int) -> Int {
        for row in rows where row.link == link { return Int(row.count) }
        return 0
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// The links with a token, in the order in which they got one.
    package var links: [Int] { rows.map { Int($0.link) } }

    package var total: Int { rows.reduce(0) { $0 + Int($1.count) } }

    mutating func add(_ link: Int) {
        guard let place = rows.firstIndex(where: { $0.link == link }) else {
            return rows.append(Row(link: Int32(link), count: 1))
        }
        rows[place].count += 1
    }

    /// Takes a token away, if there is one.
    mutating func take(_ link: Int) {
        guard let place = rows.firstIndex(where: { $0.link == link }) else { return }
        rows[place].count -= 1
        if rows[place].count == 0 { rows.remove(at: place) }
    }
}

/// A join that has fired: which links have given it their token of this round.
struct JoinRound: Sendable, Equatable {
    let node: Int
    var links: [Int]
}

/// What an input sets in motion.
struct TokenFlow {
    let graph: ProcessGraph
    let at: Int64
    var consequences: [Consequence]
    /// True when nobody asks for the consequences.
    var isReplay = false

    mutating func note(_ consequence: Consequence) {
        guard !isReplay else { return }
        if consequences.isEmpty { consequences.reserveCapacity(4) }
        consequences.append(consequence)
    }
}

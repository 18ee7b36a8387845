/// What a key of the type sorted set holds: members in the order of their scores.
///
/// Members of one score are in the order of their bytes. They lie in blocks, whose sizes a Fenwick
/// tree sums up (Fenwick, "A New Data Structure for Cumulative Frequency Tables", 1994), so that a
/// rank, and the member of a rank, are found in logarithmic time.
struct SortedSet {
    struct Element {
        let member: String
        let score: Double
    }

    /// A block that is full is split.
    private static var blockSize: Int { 256 }

    private(set) var scores = DenseTable<Double>()

    /// The bytes of all members.
    private(set) var bytes = 0
    private var blocks: [ContiguousArray<Element>] = [[]]
    private var sums = FenwickTree(sizes: [0])

    var count: Int { scores.count }

    /// True when Redis would keep the set in a compact form (`zset-max-listpack-entries`).
    var isCompact: Bool {
        count <= 128 && (0..<count).allSatisfy { scores.key(at: $0).utf8.count <= 64 }
    }

    /// The member at a place of the table, whose order is not that of the scores.
    func entry(at place: Int) -> Element {
        Element(member: scores.key(at: place), score: scores[place])
    }

    func score(of member: String) -> Double? { scores.find(member).map { scores[$0] } }

    // MARK: Changing

    /// Gives a member a score and returns the one that it had; a zero has no sign.
    @discardableResult
    mutating func set(_ member: String, to newScore: Double) -> Double? {
        let score = newScore == 0 ? 0 : newScore
        guard let place = scores.find(member) else {
            scores.insert(member, score)
            bytes += member.utf8.count
            insert(Element(member: member, score: score))
            return nil
        }
        let old = scores[place]
        if old != score {
            removeElement(Element(member: member, score: old))
            scores[place] = score
            insert(Element(member: member, score: score))
        }
        return old
    }

    /// Removes a member; false when there is none.
    @discardableResult
    mutating func remove(_ member: String) -> Bool {
        guard let place = scores.find(member) else { return false }
        removeElement(Element(member: member, score: scores[place]))
        scores.remove(at: place)
        bytes -= member.utf8.count
        return true
    }

    // MARK: Ranks

    /// The member of a rank, from 0.
    subscript(rank: Int) -> Element {
        let (block, place) = sums.find(rank)
        return blocks[block][place]
    }

    /// The members of ranks, in their order.
    func elements(_ ranks: Range<Int>) -> [Element] {
        guard !ranks.isEmpty else { return [] }
        var found: [Element] = []
        found.reserveCapacity(ranks.count)
        var (block, place) = sums.find(ranks.lowerBound)
        while found.count < ranks.count {
            let end = min(blocks[block].count, place + ranks.count - found.count)
            found += blocks[block][place..<end]
            (block, place) = (block + 1, 0)
        }
        return found
    }

    /// The rank of a member; nil when there is none.
    func rank(of member: String) -> Int? {
        guard let score = score(of: member) else { return nil }
        return firstRank { Self.precedes($0, Element(member: member, score: score)) }
    }

    /// The number of members from the lowest on for which something holds; it holds for none after
    /// the first for which it does not.
    func firstRank(where isBefore: (Element) -> Bool) -> Int {
        let block = firstBlock(where: isBefore)
        guard block < blocks.count else { return count }
        return sums.sum(before: block) + Self.firstPlace(in: blocks[block], where: isBefore)
    }

    // MARK: Blocks

    private static func precedes(_ left: Element, _ right: Element) -> Bool {
        if left.score != right.score { return left.score < right.score }
        return left.member.utf8.lexicographicallyPrecedes(right.member.utf8)
    }

    /// The first block whose last member is not before; their number when there is none.
    private func firstBlock(where isBefore: (Element) -> Bool) -> Int {
        var (low, high) = (0, blocks.count)
        while low < high {
            let middle = (low + high) / 2
            if let last = blocks[middle].last, isBefore(last) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private static func firstPlace(
        in block: ContiguousArray<Element>,
        where isBefore: (Element) -> Bool
    ) -> Int {
        var (low, high) = (0, block.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(block[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func insert(_ element: Element) {
        let found = firstBlock { Self.precedes($0, element) }
        let block = min(found, blocks.count - 1)
        let place = Self.firstPlace(in: blocks[block]) { Self.precedes($0, element) }
        blocks[block].insert(element, at: place)
        guard blocks[block].count > Self.blockSize else { return sums.add(1, at: block) }
        let half = blocks[block].count / 2
        blocks.insert(ContiguousArray(blocks[block][half...]), at: block + 1)
        blocks[block].removeSubrange(half...)
        sums = FenwickTree(sizes: blocks.map(\.count))
    }

    private mutating func removeElement(_ element: Element) {
        let block = firstBlock { Self.precedes($0, element) }
        let place = Self.firstPlace(in: blocks[block]) { Self.precedes($0, element) }
        blocks[block].remove(at: place)
        if blocks[block].isEmpty, blocks.count > 1 {
            blocks.remove(at: block)
            sums = FenwickTree(sizes: blocks.map(\.count))
        } else {
            sums.add(-1, at: block)
        }
    }
}

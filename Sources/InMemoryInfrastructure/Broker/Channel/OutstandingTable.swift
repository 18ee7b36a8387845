/// What was given out, by delivery tag: a hash table for keys that count up.
///
/// Multiples of the golden ratio spread consecutive tags evenly, so that few collide (Knuth, "The
/// Art of Computer Programming", 6.4); a dictionary guards against chosen keys, for several times
/// the price. A tag whose place is taken goes to the next free one.
struct OutstandingTable {
    /// At least twice as many as are in use; their number is 2 to the power of `64 - shift`.
    private var places = [OutstandingMessage?](repeating: nil, count: 8)
    private var shift: UInt64 = 61

    private(set) var count = 0

    /// No tag below this one is in use.
    private var lowestTag: UInt64 = 1

    /// Everything, in the order of the table.
    var all: [OutstandingMessage] { places.compactMap { $0 } }

    subscript(tag: UInt64) -> OutstandingMessage? {
        let place = find(tag)
        return places[place]
    }

    /// Adds what was given out under a new tag.
    mutating func insert(_ outstanding: OutstandingMessage) {
        if 2 * (count + 1) > places.count { grow() }
        places[find(outstanding.tag)] = outstanding
        lowestTag = min(lowestTag, outstanding.tag)
        count += 1
    }

    /// Takes out all up to a tag, in the order of the tags.
    ///
    /// Each tag is looked at once, since those below are never in use again.
    mutating func removeAll(upTo tag: UInt64) -> [OutstandingMessage] {
        var removed: [OutstandingMessage] = []
        while lowestTag <= tag, count > 0 {
            if let outstanding = remove(lowestTag) { removed.append(outstanding) }
            lowestTag += 1
        }
        return removed
    }

    /// Takes out what a tag stands for; nil when there is nothing.
    mutating func remove(_ tag: UInt64) -> OutstandingMessage? {
        var hole = find(tag)
        guard let removed = places[hole].take() else { return nil }
        count -= 1
        // What had to go past the hole moves up, so that looking never has to go past a hole.
        var place = next(hole)
        while let moved = places[place]?.tag {
            let home = home(moved)
            if (place &- home) & (places.count &- 1) >= (place &- hole) & (places.count &- 1) {
                places.swapAt(hole, place)
                hole = place
            }
            place = next(place)
        }
        return removed
    }

    /// The place of a tag, or the free one where it would be put.
    private func find(_ tag: UInt64) -> Int {
        var place = home(tag)
        while let other = places[place]?.tag, other != tag { place = next(place) }
        return place
    }

    private func home(_ tag: UInt64) -> Int {
        Int(truncatingIfNeeded: (tag &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }

    private func next(_ place: Int) -> Int {
        (place &+ 1) & (places.count &- 1)
    }

    private mutating func grow() {
        let old = places
        shift &-= 1
        places = [OutstandingMessage?](repeating: nil, count: 2 * old.count)
        for case let outstanding? in old { places[find(outstanding.tag)] = outstanding }
    }
}

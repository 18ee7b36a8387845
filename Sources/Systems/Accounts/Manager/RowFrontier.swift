/// Goes through a heap in order without taking it apart.
struct RowFrontier {
    private let entries: [RowHeap.Entry]
    /// Places of `entries` that come next, a heap by what stands there.
    private var places: [Int] = [0]

    init(_ entries: [RowHeap.Entry]) {
        self.entries = entries
    }

    /// The place of the next row in order; nil after the last.
    mutating func next() -> Int? {
        guard let first = places.first, first < entries.count else { return nil }
        let last = places.removeLast()
        if !places.isEmpty { sink(last) }
        for child in [2 * first + 1, 2 * first + 2] where child < entries.count { rise(child) }
        return first
    }

    private mutating func rise(_ place: Int) {
        places.append(place)
        var hole = places.count - 1
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard entries[place].precedes(entries[places[parent]]) else { break }
            places[hole] = places[parent]
            hole = parent
        }
        places[hole] = place
    }

    private mutating func sink(_ place: Int) {
        var hole = 0
        while 2 * hole + 1 < places.count {
            var child = 2 * hole + 1
            if child + 1 < places.count,
                entries[places[child + 1]].precedes(entries[places[child]])
            {
                child += 1
            }
            guard entries[places[child]].precedes(entries[place]) else { break }
            places[hole] = places[child]
            hole = child
        }
        places[hole] = place
    }
}

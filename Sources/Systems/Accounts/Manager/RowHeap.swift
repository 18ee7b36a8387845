/// Rows by a key, the lowest first: a binary heap that knows where each row stands.
///
/// Rows with the same key come in their own order. Where a row stands is kept by the caller, in a
/// list by row, since many heaps share one; −1 there is nowhere.
struct RowHeap: Sendable {
    struct Entry: Sendable {
        let key: Int64
        let row: Int32

        func precedes(_ other: Entry) -> Bool {
            key < other.key || key == other.key && row < other.row
        }
    }

    private(set) var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    mutating func insert(_ entry: Entry, _ positions: inout [Int32]) {
        entries.append(entry)
        rise(entry, from: entries.count - 1, &positions)
    }

    /// Gives the row at a position another key.
    mutating func move(_ entry: Entry, at position: Int, _ positions: inout [Int32]) {
        let key = entries[position].key
        if entry.key == key { return }
        if entry.key < key {
            rise(entry, from: position, &positions)
        } else {
            sink(entry, from: position, &positions)
        }
    }

    mutating func remove(at position: Int, _ positions: inout [Int32]) {
        positions[Int(entries[position].row)] = -1
        let last = entries.removeLast()
        guard position < entries.count else { return }
        if position > 0, last.precedes(entries[(position - 1) / 2]) {
            rise(last, from: position, &positions)
        } else {
            sink(last, from: position, &positions)
        }
    }

    private mutating func rise(_ entry: Entry, from start: Int, _ positions: inout [Int32]) {
        var hole = start
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard entry.precedes(entries[parent]) else { break }
            entries[hole] = entries[parent]
            positions[Int(entries[hole].row)] = Int32(hole)
            hole = parent
        }
        entries[hole] = entry
        positions[Int(entry.row)] = Int32(hole)
    }

    private mutating func sink(_ entry: Entry, from start: Int, _ positions: inout [Int32]) {
        var hole = start
        while 2 * hole + 1 < entries.count {
            var child = 2 * hole + 1
            if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
            guard entries[child].precedes(entry) else { break }
            entries[hole] = entries[child]
            positions[Int(entries[hole].row)] = Int32(hole)
            hole = child
        }
        entries[hole] = entry
        positions[Int(entry.row)] = Int32(hole)
    }

    /// The first of the rows that are not left out, and how many were looked at.
    ///
    /// Looks at no more of the heap than what comes before it, and one level below.
    func first(notIn excluded: [Int]) -> (entry: Entry?, visits: Int) {
        guard let head = entries.first else { return (nil, 0) }
        if excluded.isEmpty || !excluded.contains(Int(head.row)) { return (head, 1) }
        // A heap of places in this one; their rows need no positions.
        var frontier = RowFrontier(entries)
        var visits = 1
        while let place = frontier.next() {
            visits += 1
            if !excluded.contains(Int(entries[place].row)) { return (entries[place], visits) }
        }
        return (nil, visits)
    }
}

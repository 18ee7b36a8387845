/// Rows by the instants that they are due at, the earliest first; of equal ones, the one that was
/// added first.
struct DueHeap: Sendable {
    private struct Entry {
        let due: Int64
        let order: UInt32
        let row: Int32

        func precedes(_ other: Entry) -> Bool {
            // Orders wrap around after more entries than are ever there together.
            due < other.due
                || due == other.due && Int32(bitPattern: order &- other.order) < 0
        }
    }

    private var entries: [Entry] = []
    private var nextOrder: UInt32 = 0

    var isEmpty: Bool { entries.isEmpty }
    var count: Int { entries.count }

    /// The instant of the first row.
    var due: Int64? { entries.first?.due }

    mutating func insert(_ row: Int32, due: Int64) {
        let entry = Entry(due: due, order: nextOrder, row: row)
        nextOrder &+= 1
        entries.append(entry)
        var hole = entries.count - 1
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard entry.precedes(entries[parent]) else { break }
            entries[hole] = entries[parent]
            hole = parent
        }
        entries[hole] = entry
    }

    /// Takes the first row out.
    mutating func removeFirst() -> Int32? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return first.row }
        var hole = 0
        while 2 * hole + 1 < entries.count {
            var child = 2 * hole + 1
            if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
            guard entries[child].precedes(last) else { break }
            entries[hole] = entries[child]
            hole = child
        }
        entries[hole] = last
        return first.row
    }
}

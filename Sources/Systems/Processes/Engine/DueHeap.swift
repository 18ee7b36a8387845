import Infrastructure

/// Entries by the instant at which they are due; those of one instant in the order they came in.
struct DueHeap<Entry: Sendable>: Sendable {
    private struct Row: Sendable {
        let due: Timestamp
        let number: Int
        let entry: Entry

        func precedes(_ other: Row) -> Bool {
            due < other.due || due == other.due && number < other.number
        }
    }

    private var rows: [Row] = []
    private var added = 0

    var count: Int { rows.count }

    /// When the first entry is due; nil without any.
    var next: Timestamp? { rows.first?.due }

    mutating func push(_ entry: Entry, due: Timestamp) {
        added += 1
        let row = Row(due: due, number: added, entry: entry)
        rows.append(row)
        var hole = rows.count - 1
        while hole > 0, row.precedes(rows[(hole - 1) / 2]) {
            rows[hole] = rows[(hole - 1) / 2]
            hole = (hole - 1) / 2
        }
        rows[hole] = row
    }

    /// Takes what is due, in order.
    mutating func takeDue(_ now: Timestamp) -> [Entry] {
        var due: [Entry] = []
        while let first = rows.first, first.due <= now {
            due.append(first.entry)
            removeFirst()
        }
        return due
    }

    private mutating func removeFirst() {
        let last = rows.removeLast()
        guard !rows.isEmpty else { return }
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < rows.count else { break }
            if child + 1 < rows.count, rows[child + 1].precedes(rows[child]) { child += 1 }
            guard rows[child].precedes(last) else { break }
            rows[hole] = rows[child]
            hole = child
        }
        rows[hole] = last
    }
}

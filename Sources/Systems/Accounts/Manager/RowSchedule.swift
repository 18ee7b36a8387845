import Infrastructure

/// What ends when: at most one instant a row.
struct RowSchedule: Sendable {
    private var heap = RowHeap()
    private var positions: [Int32]

    init(rows: Int) {
        positions = Array(repeating: -1, count: rows)
    }

    /// Sets, moves or (nil) forgets the instant of a row.
    mutating func set(_ row: Int, to instant: Timestamp?) {
        let position = Int(positions[row])
        if position >= 0 {
            if heap.entries[position].key == instant?.nanoseconds { return }
            heap.remove(at: position, &positions)
        }
        guard let instant else { return }
        heap.insert(RowHeap.Entry(key: instant.nanoseconds, row: Int32(row)), &positions)
    }

    /// The row whose instant comes first, when it has come.
    func due(at now: Timestamp) -> Int? {
        guard let first = heap.entries.first, first.key <= now.nanoseconds else { return nil }
        return Int(first.row)
    }
}

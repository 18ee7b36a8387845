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
        guard let instant else {
            if position >= 0 { heap.remove(at: position, &positions) }
            return
        }
        let entry = RowHeap.Entry(key: instant.nanoseconds, row: Int32(row))
        if position >= 0 {
            heap.move(entry, at: position, &positions)
        } else {
            heap.insert(entry, &positions)
        }
    }

    /// The row whose instant comes first, when it has come.
    func due(at now: Timestamp) -> Int? {
        guard let first = heap.entries.first, first.key <= now.nanoseconds else { return nil }
        return Int(first.row)
    }
}

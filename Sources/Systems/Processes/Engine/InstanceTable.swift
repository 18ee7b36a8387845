import Infrastructure

/// The rows of the read model, by their ids and in the order in which instances began.
///
/// Rows live in slots that are used again; the order is a list through them, so that both ends and
/// any row can go in constant time.
struct InstanceTable: Sendable {
    /// What is known of one instance.
    struct Row: Sendable {
        let id: String
        let graph: Int32
        var status: InstanceStatus
        var hasIncident: Bool
        var isAsking: Bool

        /// The record as it was last written, which shares its memory with the store.
        var bytes: [UInt8]

        /// Keeps the task of the instance; nil when it is over, or is nobody's.
        var hold: (any SuspendedTask)?
        fileprivate var older: Int32 = -1
        fileprivate var newer: Int32 = -1
    }

    private var rows: [Row?] = []
    private var free: [Int32] = []
    private var places: [String: Int32] = [:]
    private var newest: Int32 = -1

    var count: Int { places.count }

    subscript(id: String) -> Row? {
        places[id].flatMap { rows[Int($0)] }
    }

    /// Adds a row in front of all others; its id must be new.
    mutating func insert(
        _ id: String,
        graph: Int,
        bytes: [UInt8],
        hold: (any SuspendedTask)?
    ) {
        var row = Row(
            id: id,
            graph: Int32(graph),
            status: .running,
            hasIncident: false,
            isAsking: false,
            bytes: bytes,
            hold: hold
        )
        row.older = newest
        let slot = free.popLast() ?? Int32(rows.count)
        if slot == rows.count { rows.append(row) } else { rows[Int(slot)] = row }
        if newest >= 0 { rows[Int(newest)]?.newer = slot }
        newest = slot
        places[id] = slot
    }

    /// Changes a row, if there is one.
    mutating func update<Result>(_ id: String, _ change: (inout Row) -> Result) -> Result? {
        guard let slot = places[id], var row = rows[Int(slot)] else { return nil }
        rows[Int(slot)] = nil
        defer { rows[Int(slot)] = row }
        return change(&row)
    }

    mutating func remove(_ id: String) {
        guard let slot = places.removeValue(forKey: id), let row = rows[Int(slot)] else { return }
        rows[Int(slot)] = nil
        free.append(slot)
        if row.older >= 0 { rows[Int(row.older)]?.newer = row.newer }
        if row.newer >= 0 { rows[Int(row.newer)]?.older = row.older } else { newest = row.older }
    }

    /// Goes through the rows, the newest first, until `visit` is false.
    func forEach(_ visit: (Row) -> Bool) {
        var slot = newest
        while slot >= 0, let row = rows[Int(slot)] {
            guard visit(row) else { return }
            slot = row.older
        }
    }
}

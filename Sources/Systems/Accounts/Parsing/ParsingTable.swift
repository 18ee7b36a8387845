import Infrastructure

/// The rows of the parsing service's database, and the order in which what is pending begins.
struct ParsingTable: Sendable {
    /// How far the tasks of one request are.
    private struct Group {
        var open: Int
        var hasBegun = false
        var hasFailures = false
    }

    /// In the order in which they were asked for; nil is deleted.
    private var rows: [ParsingTask?] = []
    /// Beside the rows, since whole tasks are dear to look at: whose they are, and whether a look
    /// at what is pending is about to start them.
    private var owners: [Int64] = []
    private var isClaimed: [Bool] = []
    private var places: [String: Int] = [:]
    private var groups: [Group] = []
    /// Rows that are pending, by weight of their priority; the oldest is the last.
    private var pending: [[Int]] = [[], [], [], []]

    /// How many tasks there are of each status.
    private var counts: [ParsingTask.Status: Int] = [:]

    /// Writes down the tasks of one request.
    mutating func add(
        _ tasks: [(id: String, link: String)],
        _ order: ParsingTask.Order,
        at now: Timestamp
    ) {
        groups.append(Group(open: tasks.count))
        for task in tasks {
            let row = rows.count
            rows.append(
                ParsingTask(
                    id: task.id,
                    order: order,
                    link: task.link,
                    createdAt: now,
                    group: groups.count - 1
                )
            )
            owners.append(order.userID)
            isClaimed.append(false)
            places[task.id] = row
            counts[.pending, default: 0] += 1
            enqueue(row)
        }
    }

    subscript(row: Int) -> ParsingTask? { rows[row] }

    func row(of id: String) -> Int? { places[id] }

    func count(_ status: ParsingTask.Status) -> Int { counts[status] ?? 0 }

    /// How many tasks there are.
    var count: Int { places.count }

    /// The rows that there are, the oldest first.
    var all: [Int] { rows.indices.filter { rows[$0] != nil } }

    /// Changes a task, if it is there.
    mutating func update(_ row: Int, at now: Timestamp, _ change: (inout ParsingTask) -> Void) {
        guard var task = rows[row] else { return }
        let before = task.status
        change(&task)
        task.updatedAt = now
        rows[row] = task
        guard task.status != before else { return }
        counts[before, default: 0] -= 1
        counts[task.status, default: 0] += 1
        if before == .pending { dequeue(row) }
        if task.status == .pending { enqueue(row) }
    }

    /// The next task that should begin: by priority, then by age; without those that are being
    /// started, and those of the users named.
    mutating func claim(exceptUsers users: [Int64]) -> Int? {
        for weight in [3, 2, 1] {
            for row in pending[weight].reversed() {
                guard !isClaimed[row], !users.contains(owners[row]) else { continue }
                isClaimed[row] = true
                return row
            }
        }
        return nil
    }

    mutating func unclaim(_ row: Int) { isClaimed[row] = false }

    /// Notes that a task is begun; false where its group has begun before, unless this very task
    /// begins once more from the start.
    mutating func begin(_ row: Int) -> Bool {
        guard let task = rows[row] else { return false }
        rows[row]?.hasBegun = true
        let isFirst = !groups[task.group].hasBegun
        groups[task.group].hasBegun = true
        return isFirst || task.hasBegun && task.current == 0
    }

    /// Ends a task of a group; the outcome of the group when this was its last one.
    mutating func close(_ row: Int, isFailure: Bool) -> TaskOutcome? {
        guard let group = rows[row]?.group else { return nil }
        groups[group].open -= 1
        if isFailure { groups[group].hasFailures = true }
        guard groups[group].open == 0 else { return nil }
        return groups[group].hasFailures ? .failed : .completed
    }

    mutating func remove(_ row: Int) {
        guard let task = rows[row] else { return }
        counts[task.status, default: 0] -= 1
        if task.status == .pending { dequeue(row) }
        places[task.id] = nil
        rows[row] = nil
    }

    private mutating func enqueue(_ row: Int) {
        guard let weight = rows[row]?.order.priority.weight else { return }
        var low = 0
        var high = pending[weight].count
        while low < high {
            let middle = (low + high) / 2
            if pending[weight][middle] > row { low = middle + 1 } else { high = middle }
        }
        pending[weight].insert(row, at: low)
    }

    private mutating func dequeue(_ row: Int) {
        guard let weight = rows[row]?.order.priority.weight,
            let place = pending[weight].lastIndex(of: row)
        else { return }
        pending[weight].remove(at: place)
    }
}

import Infrastructure
import Synchronization

/// The read model: what the lists of the API are made from, and who waits for which instance.
///
/// A database of its own beside the processes of the engine, told after each change that the store
/// has taken, and told again when somebody repeats a change after a crash.
package final class InstanceDirectory: Sendable {
    /// An instance as lists show it.
    package struct Entry: Sendable {
        package let id: String
        package let graph: Int
        package let status: InstanceStatus
        package let hasIncident: Bool

        /// Whether a step waits for the answer of somebody.
        package let isAsking: Bool
        package let bytes: [UInt8]
    }

    /// How many instances there were, by what has become of them.
    package struct Counts: Sendable, Equatable {
        package var started = 0
        package var ended: [InstanceStatus: Int] = [:]
        package var running = 0
        package var withIncident = 0
    }

    fileprivate struct State {
        var table = InstanceTable()
        var counts = Counts()
        /// Those that are over, in that order, until they are forgotten.
        var over: [(id: String, until: Timestamp)] = []
        var forgotten = 0
        /// The versions that instances have begun with, by their numbers.
        var graphs: [Int: ProcessGraph] = [:]
    }

    private let retention: Duration
    private let state = Mutex(State())

    /// Forgets an instance when it has been over for `retention`, as the store does.
    package init(retention: Duration) {
        self.retention = retention
    }

    package var counts: Counts { state.withLock { $0.counts } }

    /// A version that an instance has begun with.
    package func graph(_ number: Int) -> ProcessGraph? { state.withLock { $0.graphs[number] } }

    /// The numbers of the versions of a definition that instances were seen of.
    package func graphs(of definition: String) -> [Int] {
        state.withLock { state in
            state.graphs.keys.sorted().filter { state.graphs[$0]?.definition.id == definition }
        }
    }

    package subscript(id: String) -> Entry? {
        state.withLock { state in state.table[id].map { Entry($0) } }
    }

    /// The instances that fit, the newest first: those after the first `skipping`, at most `count`.
    ///
    /// `matches` may look at each instance there is.
    package func entries(
        skipping: Int = 0,
        count: Int = .max,
        where matches: (Entry) -> Bool = { _ in true }
    ) -> [Entry] {
        state.withLock { state in
            var found: [Entry] = []
            var skipped = 0
            state.table.forEach { row in
                let entry = Entry(row)
                guard matches(entry) else { return true }
                if skipped < skipping { skipped += 1 } else { found.append(entry) }
                return found.count < count
            }
            return found
        }
    }

    /// How many instances fit.
    package func count(where matches: (Entry) -> Bool) -> Int {
        state.withLock { state in
            var count = 0
            state.table.forEach { row in
                if matches(Entry(row)) { count += 1 }
                return true
            }
            return count
        }
    }
}

// MARK: - What the engine tells

extension InstanceDirectory {
    /// An instance began; false when that is known.
    func began(
        _ id: String,
        _ record: InstanceRecord,
        _ graph: ProcessGraph,
        hold: @autoclosure () -> (any SuspendedTask)?
    ) -> Bool {
        state.withLock { state in
            guard state.table[id] == nil else { return false }
            if state.graphs[graph.number] == nil { state.graphs[graph.number] = graph }
            state.table.insert(
                id,
                graph: record.header.graph,
                bytes: record.bytes,
                hold: hold()
            )
            state.counts.started += 1
            state.counts.running += 1
            return true
        }
    }

    /// An instance has changed; returns what keeps its task, if it is over now.
    func changed(
        _ id: String,
        _ record: InstanceRecord,
        at now: Timestamp
    ) -> (isOver: Bool, hold: (any SuspendedTask)?) {
        state.withLock { state in
            let hasIncident = record.instance.hasIncident
            let isAsking = record.instance.isAsking
            let change = state.table.update(id) { row -> Change in
                defer {
                    row.bytes = record.bytes
                    row.hasIncident = hasIncident
                    row.isAsking = isAsking
                    row.status = record.instance.status
                }
                let ends = !row.status.isOver && record.instance.status.isOver
                return Change(
                    incidents: (hasIncident ? 1 : 0) - (row.hasIncident ? 1 : 0),
                    ends: ends,
                    hold: ends ? row.hold.take() : nil
                )
            }
            guard let change else { return (false, nil) }
            state.counts.withIncident += change.incidents
            guard change.ends else { return (false, nil) }
            state.counts.running -= 1
            state.counts.ended[record.instance.status, default: 0] += 1
            state.over.append((id, now.adding(retention)))
            state.forget(before: now)
            return (true, change.hold)
        }
    }

    private struct Change {
        let incidents: Int
        let ends: Bool
        let hold: (any SuspendedTask)?
    }
}

extension InstanceDirectory.State {
    /// Lets go of what has been over for long enough.
    fileprivate mutating func forget(before now: Timestamp) {
        while forgotten < over.count, over[forgotten].until <= now {
            table.remove(over[forgotten].id)
            forgotten += 1
        }
        guard forgotten > 1000, forgotten * 2 > over.count else { return }
        over.removeFirst(forgotten)
        forgotten = 0
    }
}

extension InstanceDirectory.Entry {
    fileprivate init(_ row: InstanceTable.Row) {
        self.init(
            id: row.id,
            graph: Int(row.graph),
            status: row.status,
            hasIncident: row.hasIncident,
            isAsking: row.isAsking,
            bytes: row.bytes
        )
    }
}

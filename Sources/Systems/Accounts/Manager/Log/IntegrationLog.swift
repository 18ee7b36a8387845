import Infrastructure
import Synchronization

/// The integration log: what the manager did, newest entries of two kinds.
///
/// Entries with the status `error` have a room of their own, so that routine never pushes them out.
/// A database's table: it survives the crashes of processes.
final class IntegrationLog: Sendable {
    private struct Rooms {
        var routine: LogRing
        var errors: LogRing
        var count = 0
    }

    private let rooms: Mutex<Rooms>

    /// `length` is how many entries each of the rooms keeps.
    init(length: Int) {
        rooms = Mutex(Rooms(routine: LogRing(length), errors: LogRing(length)))
    }

    func write(_ event: LogEvent, row: Int?, userID: Int64, at: Timestamp) {
        rooms.withLock { rooms in
            let entry = LogEntry(
                number: rooms.count,
                at: at,
                row: row,
                userID: userID,
                event: event
            )
            rooms.count += 1
            if entry.status == .error {
                rooms.errors.append(entry)
            } else {
                rooms.routine.append(entry)
            }
        }
    }

    /// How many entries there have ever been.
    var count: Int { rooms.withLock { $0.count } }

    /// The entries that are kept and match, the newest first.
    func entries(_ query: LogQuery) -> LogPage {
        let (routine, errors) = rooms.withLock { ($0.routine.elements, $0.errors.elements) }
        var matching = (routine + errors).filter(query.matches)
        matching.sort { $0.number > $1.number }
        let page = matching.dropFirst(query.offset).prefix(query.limit)
        return LogPage(total: matching.count, entries: Array(page))
    }
}

/// Which entries of the log to read.
struct LogQuery: Sendable {
    /// The name of an action: `account_allocated`.
    var action: String?
    var status: LogStatus?
    var userID: Int64?
    /// The account's place in the database.
    var row: Int?
    /// Not negative.
    var limit = 100
    /// Not negative.
    var offset = 0

    func matches(_ entry: LogEntry) -> Bool {
        if let row, entry.row != row { return false }
        if let userID, entry.userID != userID { return false }
        if let status, entry.status != status { return false }
        if let action, entry.event.action != action { return false }
        return true
    }
}

/// A page of the log.
struct LogPage: Sendable {
    /// How many entries match that are kept.
    let total: Int
    /// The newest first.
    let entries: [LogEntry]
}

/// The newest entries up to a number.
private struct LogRing {
    private let capacity: Int
    private var storage: [LogEntry] = []
    private var oldest = 0

    init(_ capacity: Int) {
        self.capacity = capacity
    }

    mutating func append(_ entry: LogEntry) {
        if storage.count < capacity {
            storage.append(entry)
        } else if capacity > 0 {
            storage[oldest] = entry
            oldest = oldest + 1 == capacity ? 0 : oldest + 1
        }
    }

    /// The oldest first.
    var elements: [LogEntry] { Array(storage[oldest...] + storage[..<oldest]) }
}

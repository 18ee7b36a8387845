import Infrastructure
import JSON

/// A row of the invite service's database: people to be invited into one channel.
struct Campaign: Sendable {
    enum Status: String, Sendable {
        case pending = "PENDING"
        case inProgress = "IN_PROGRESS"
        case completed = "COMPLETED"
        case failed = "FAILED"
        case cancelled = "CANCELLED"
        case paused = "PAUSED"

        var isFinal: Bool { self == .completed || self == .failed || self == .cancelled }
    }

    /// What was asked for.
    struct Order: Sendable {
        let userID: Int64
        let name: String
        var description: String?
        let platform: String
        var priority = "NORMAL"
        var message: String?
        var scheduledStart: String?
        var settings = JSONObject()

        var channel: String? { settings.string("group_id") }

        /// The accounts that may invite; nil is whichever the manager has.
        var allowedAccounts: [String]? {
            settings["allowed_account_ids"]?.array?.compactMap(\.string)
        }

        /// The pause after a success, where the campaign has its own.
        var delay: Duration? {
            guard let seconds = settings["delay_between_invites"]?.integer else { return nil }
            return .seconds(min(max(0, seconds), 86_400))
        }
    }

    let id: Int64
    let order: Order
    let createdAt: Timestamp
    var status = Status.pending
    var updatedAt: Timestamp
    var startedAt: Timestamp?
    var endedAt: Timestamp?
    var error: String?
    /// The name of the work in the queues.
    var workID: String?

    private(set) var targets: [InviteTarget] = []
    private(set) var invited = 0
    private(set) var failed = 0
    /// No target before this one is pending.
    private var firstPending = 0
    private var identifiers: Set<String> = []

    /// The number of the step that is due: a message with another one is out of date.
    var turn: Int64 = 0
    /// When the step of `turn` is due.
    var due: Timestamp
    /// How often the present step was put off because somebody did not answer.
    var retries = 0
    /// An account whose last invite is not written down at the manager yet.
    var unsettled: String?
    /// True when the workers have begun with it since it was executed.
    var hasBegun = false
    /// True when a paused campaign has no message under way.
    var isParked = false

    init(id: Int64, order: Order, at now: Timestamp) {
        self.id = id
        self.order = order
        createdAt = now
        updatedAt = now
        due = now
    }

    /// Begins with it, for the first or a further time.
    mutating func begin(_ work: String, at now: Timestamp) {
        status = .inProgress
        startedAt = now
        endedAt = nil
        error = nil
        workID = work
        retries = 0
        hasBegun = false
        turn += 1
        due = now
    }

    var pending: Int { targets.count - invited - failed }

    /// The next target to be invited.
    var next: Int? { firstPending < targets.count ? firstPending : nil }

    /// Adds a target; false for one that is there, where duplicates are left out.
    mutating func add(_ target: InviteTarget, skipsDuplicates: Bool) -> Bool {
        var isKnown = false
        for (kind, name) in [
            ("u", target.username), ("p", target.phone), ("i", target.platformID),
        ] {
            guard let name, !identifiers.insert(kind + name).inserted else { continue }
            isKnown = true
        }
        if isKnown, skipsDuplicates { return false }
        targets.append(target)
        return true
    }

    /// Writes down what an attempt came to.
    mutating func update(_ number: Int, _ change: (inout InviteTarget) -> Void) {
        count(targets[number].status, -1)
        change(&targets[number])
        count(targets[number].status, 1)
        while firstPending < targets.count, targets[firstPending].status != .pending {
            firstPending += 1
        }
    }

    private mutating func count(_ status: InviteTarget.Status, _ change: Int) {
        switch status {
        case .pending: break
        case .invited, .accepted: invited += change
        case .failed, .invalid: failed += change
        }
    }
}

// MARK: - As clients see it

extension Campaign {
    /// Percent of the targets that nothing is left to do for, to two digits.
    var progress: Double {
        guard !targets.isEmpty else { return 0 }
        let share = Double(invited + failed) / Double(targets.count)
        return (share * 10_000).rounded(.toNearestOrEven) / 100
    }

    /// The row as the sources show it.
    var json: JSONValue {
        .object(
            JSONObject(distinct: [
                .init("id", .integer(id)),
                .init("user_id", .integer(order.userID)),
                .init("name", .string(order.name)),
                .init("description", Self.text(order.description)),
                .init("status", .string(status.rawValue)),
                .init("priority", .string(order.priority)),
                .init("platform", .string(order.platform)),
                .init("target_count", .integer(Int64(targets.count))),
                .init("completed_count", .integer(Int64(invited))),
                .init("failed_count", .integer(Int64(failed))),
                .init("progress_percentage", .number(progress)),
                .init("invite_message", Self.text(order.message)),
                .init("created_at", Self.time(createdAt)),
                .init("updated_at", Self.time(updatedAt)),
                .init("start_time", Self.time(startedAt)),
                .init("end_time", Self.time(endedAt)),
                .init("scheduled_start", Self.text(order.scheduledStart)),
                .init("error_message", Self.text(error)),
                .init("settings", .object(order.settings)),
            ])
        )
    }

    /// How far it is, as the sources tell it.
    func status(at now: Timestamp) -> JSONObject {
        let counts: JSONObject = [
            "total": .integer(Int64(targets.count)), "pending": .integer(Int64(pending)),
            "invited": .integer(Int64(invited)), "failed": .integer(Int64(failed)),
        ]
        var seconds = JSONValue.null
        if let startedAt {
            let time = (endedAt ?? now).nanoseconds - startedAt.nanoseconds
            seconds = .number(Double(time) / 1e9)
        }
        let timing: JSONObject = [
            "created_at": Self.time(createdAt), "started_at": Self.time(startedAt),
            "ended_at": Self.time(endedAt), "execution_time_seconds": seconds,
        ]
        return [
            "task_id": .integer(id), "status": .string(status.rawValue),
            "progress_percentage": .number(progress), "targets": .object(counts),
            "timing": .object(timing), "settings": .object(order.settings),
            "error_message": Self.text(error),
        ]
    }

    private static func text(_ text: String?) -> JSONValue {
        guard let text else { return .null }
        return .string(text)
    }

    private static func time(_ instant: Timestamp?) -> JSONValue {
        text(instant.map { CalendarTime($0).text })
    }
}

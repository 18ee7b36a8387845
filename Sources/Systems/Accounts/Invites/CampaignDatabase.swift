import Infrastructure
import Synchronization

/// The invite service's database; it outlives the crashes of its processes.
final class CampaignDatabase: Sendable {
    private struct Row: Sendable {
        var campaign: Campaign
        var isDeleted = false
        /// What a parked campaign goes on with.
        var suspended: (any SuspendedTask)?
    }

    private let rows = Mutex<[Row]>([])
    private let environment: SystemEnvironment

    init(_ environment: SystemEnvironment) {
        self.environment = environment
    }

    private var now: Timestamp { environment.clock.now }

    /// Writes a campaign down; ids count from 1.
    func add(_ order: Campaign.Order) -> Int64 {
        let now = now
        return rows.withLock { rows in
            let id = Int64(rows.count + 1)
            rows.append(Row(campaign: Campaign(id: id, order: order, at: now)))
            return id
        }
    }

    /// Looks at a campaign in place; nil where there is none.
    func read<Result: Sendable>(_ id: Int64, _ look: (borrowing Campaign) -> Result) -> Result? {
        rows.withLock { rows in
            guard let place = Self.place(of: id, in: rows) else { return nil }
            return look(rows[place].campaign)
        }
    }

    /// Looks at all campaigns, the oldest first; what gives nil is left out.
    func readAll<Result: Sendable>(_ look: (borrowing Campaign) -> Result?) -> [Result] {
        rows.withLock { rows in
            var found: [Result] = []
            for place in rows.indices where !rows[place].isDeleted {
                if let result = look(rows[place].campaign) { found.append(result) }
            }
            return found
        }
    }

    /// Changes a campaign in place; nil where there is none.
    @discardableResult
    func update<Result: Sendable>(
        _ id: Int64,
        _ change: (inout Campaign) -> Result
    ) -> Result? {
        let now = now
        return rows.withLock { rows in
            guard let place = Self.place(of: id, in: rows) else { return nil }
            rows[place].campaign.updatedAt = now
            return change(&rows[place].campaign)
        }
    }

    /// Deletes a campaign; what was to go on with it, where it was parked.
    func delete(_ id: Int64) -> (any SuspendedTask)? {
        rows.withLock { rows in
            guard let place = Self.place(of: id, in: rows) else { return nil }
            rows[place].isDeleted = true
            defer { rows[place].suspended = nil }
            return rows[place].suspended
        }
    }

    private static func place(of id: Int64, in rows: [Row]) -> Int? {
        guard id >= 1, id <= Int64(rows.count) else { return nil }
        let place = Int(id) - 1
        return rows[place].isDeleted ? nil : place
    }
}

// MARK: - Pausing

extension CampaignDatabase {
    /// Writes a campaign that is paused down, in its own context, so that no message has to carry
    /// it; false where it is not paused.
    func park(_ id: Int64) -> Bool {
        let suspended = environment.clock.suspend()
        let isParked = rows.withLock { rows -> Bool? in
            guard let place = Self.place(of: id, in: rows),
                rows[place].campaign.status == .paused
            else { return false }
            guard !rows[place].campaign.isParked else { return nil }
            rows[place].campaign.isParked = true
            rows[place].campaign.turn += 1
            rows[place].suspended = suspended
            return true
        }
        if isParked != true { suspended.drop() }
        return isParked ?? true
    }

    /// What a parked campaign goes on with; nil for one that was not parked.
    func unpark(_ id: Int64) -> (any SuspendedTask)? {
        rows.withLock { rows in
            guard let place = Self.place(of: id, in: rows), rows[place].campaign.isParked else {
                return nil
            }
            rows[place].campaign.isParked = false
            rows[place].campaign.turn += 1
            defer { rows[place].suspended = nil }
            return rows[place].suspended
        }
    }
}

// MARK: - Steps

extension CampaignDatabase {
    /// What a message that a step is due is worth.
    enum Admission: Sendable, Equatable {
        case due
        /// Its step is done, but perhaps nobody has sent the message for the next one.
        case lostSuccessor(InviteStepMessage)
        case outdated
        /// The campaign is deleted.
        case gone
    }

    func admit(_ message: InviteStepMessage, isRedelivered: Bool) -> Admission {
        let admission = read(message.campaign) { campaign -> Admission in
            if message.turn == campaign.turn { return .due }
            guard isRedelivered, message.turn == campaign.turn - 1 else { return .outdated }
            return .lostSuccessor(InviteStepMessage(campaign))
        }
        return admission ?? .gone
    }

    /// Writes down that a step is done and when the next one is due; the message for that.
    func advance(_ id: Int64, after pause: Duration) -> InviteStepMessage? {
        let due = now.adding(pause)
        return update(id) { campaign in
            campaign.turn += 1
            campaign.due = due
            return InviteStepMessage(campaign)
        }
    }

    /// Writes the end of a campaign down.
    func finish(_ id: Int64, _ status: Campaign.Status, error: String? = nil) {
        let now = now
        update(id) { campaign in
            campaign.status = status
            campaign.endedAt = now
            campaign.error = error
            campaign.turn += 1
        }
    }
}

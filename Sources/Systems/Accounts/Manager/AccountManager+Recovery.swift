import Infrastructure
import JSON

extension AccountManager {
    /// Has an account looked at, at some instant; false for an id that is not known.
    ///
    /// A time in the past is due at once: at the next look.
    func scheduleRecovery(
        _ id: String,
        at time: Timestamp,
        type: String
    ) async throws(KeyValueStoreError) -> Bool {
        guard let row = row(of: id) else { return false }
        try await enqueueRecovery(id, at: time, type: type)
        let userID = database.withLock { $0[row].userID }
        log.write(
            .recoveryScheduled(at: time, type: type),
            row: row,
            userID: userID,
            at: now
        )
        return true
    }

    /// Puts an account into the queue, once: what is there of it makes room.
    ///
    /// The new member comes before the old one goes, so that a crash in between loses nothing.
    func enqueueRecovery(
        _ id: String,
        at time: Timestamp,
        type: String,
        keepsOld: Bool = false
    ) async throws(KeyValueStoreError) {
        guard let row = row(of: id) else { return }
        let member = RecoveryMember(
            accountID: id,
            time: time,
            type: type,
            scheduledAt: now
        )
        let text = member.text
        let life = max(.seconds(1), now.duration(to: time) + .seconds(3600))
        let old = try await recoveries.perform([
            .text("SET"), .text(ManagerKeys.recovery(id)), .text(text), .text("EX"),
            .text("\(life.secondsRoundedUp)"), .text("GET"),
        ])
        if case .error(let text) = old { throw KeyValueStoreError(text) }
        // What was due before 1970 is due at once, too: scores are looked at from 0.
        let score = max(0, time.epochSeconds)
        try await recoveries.setScore(score, of: text, in: ManagerKeys.queue)
        if let old = old.payload?.text, old != text, !keepsOld {
            try await recoveries.deleteScored([old], of: ManagerKeys.queue)
        }
        audit.recoveryScheduled(row, due: time)
        await measureQueue()
    }

    /// Recovers the accounts whose time has come; returns how many.
    ///
    /// A member leaves the queue whatever becomes of its account, which comes back to the queue
    /// when another of its timers goes on.
    func processRecoveries(limit: Int) async throws(KeyValueStoreError) -> Int {
        guard limit > 0 else { return 0 }
        let begun = audit.begin(at: now)
        let due = try await recoveries.scored(
            in: ManagerKeys.queue,
            from: 0,
            through: now.epochSeconds,
            limit: limit
        )
        var count = 0
        for entry in due where try await process(entry.member) { count += 1 }
        if !due.isEmpty { await measureQueue() }
        audit.recoveriesProcessed(isComplete: due.count < limit, begun: begun, at: now)
        return count
    }

    private func process(_ text: String) async throws(KeyValueStoreError) -> Bool {
        guard let member = RecoveryMember(text) else {
            try await recoveries.deleteScored([text], of: ManagerKeys.queue)
            return false
        }
        let key = ManagerKeys.recovery(member.accountID)
        let current = try await recoveries.get(key)?.text
        let repeats = settings.quirks.contains(.duplicateRecoveries)
        let isStale = !repeats && current != nil && current != text
        let outcome = isStale ? .failed : recover(member)
        // Whoever takes the member out has recovered the account; others were only looking.
        let isOurs = try await recoveries.deleteScored([text], of: ManagerKeys.queue) > 0
        try await recoveries.delete(key, ifEqualTo: .text(text))
        switch outcome {
        case .recovered(let row, let userID) where isOurs:
            meters.recovered(member.type)
            log.write(.recovered(type: member.type), row: row, userID: userID, at: now)
            return true
        case .waiting(let end) where isOurs:
            try await enqueueRecovery(member.accountID, at: end, type: Self.automatic)
            return false
        default:
            return false
        }
    }

    private enum RecoveryOutcome {
        case recovered(row: Int, userID: Int64)
        /// A timer goes on until then.
        case waiting(until: Timestamp)
        case failed
    }

    @inline(never)
    private func recover(_ member: RecoveryMember) -> RecoveryOutcome {
        let instant = now
        guard let row = row(of: member.accountID) else { return .failed }
        if settings.quirks.contains(.naiveTimers), database.withLock({ $0[row].hasTimer }) {
            return .failed
        }
        return accounts(at: instant) { table in
            let account = table[row]
            if let end = account.timersEnd, end > instant { return .waiting(until: end) }
            guard account.status == .active else { return .failed }
            if member.type == Self.automatic, account.errorCount > 0 {
                table.update(row) { $0.errorCount = 0 }
            }
            return .recovered(row: row, userID: account.userID)
        }
    }

    /// Tells how many wait for their recovery; what the store does not answer is not told.
    private func measureQueue() async {
        guard let count = try? await recoveries.perform([.text("ZCARD"), .text(ManagerKeys.queue)])
        else { return }
        meters.recoveryQueue(Int(count.integer ?? 0))
    }
}

extension Account {
    /// True while a timer is written down, whether or not it is over.
    var hasTimer: Bool { floodWaitUntil != nil || blockedUntil != nil }
}

/// A member of the recovery queue, with its keys in the documented order.
struct RecoveryMember: Sendable {
    let accountID: String
    let type: String
    private let time: String
    private let scheduledAt: String

    init(accountID: String, time: Timestamp, type: String, scheduledAt: Timestamp) {
        self.accountID = accountID
        self.type = type
        self.time = CalendarTime(time).text
        self.scheduledAt = CalendarTime(scheduledAt).text
    }

    /// Nil for a text that is no member.
    init?(_ text: String) {
        guard let object = (try? JSONReader.value(text))?.object,
            let accountID = object.string("account_id"), let type = object.string("recovery_type")
        else { return nil }
        self.accountID = accountID
        self.type = type
        time = object.string("recovery_time") ?? ""
        scheduledAt = object.string("scheduled_at") ?? ""
    }

    var text: String {
        let object = JSONObject(distinct: [
            .init("account_id", .string(accountID)),
            .init("recovery_time", .string(time)),
            .init("recovery_type", .string(type)),
            .init("scheduled_at", .string(scheduledAt)),
        ])
        return JSONWriter.compact(.object(object))
    }
}

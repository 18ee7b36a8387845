import Infrastructure

/// Who has to wait, and until when.
extension AuditBook {
    mutating func timerSet(_ row: Int, _ kind: AccountStatus, until: Timestamp) {
        waits += 1
        switch kind {
        case .floodWait: rows[row].floodWaitUntil = until.nanoseconds
        case .blocked: rows[row].blockedUntil = until.nanoseconds
        case .active, .disabled: return
        }
        rows[row].isWaiting = true
    }

    /// An account that was lent by order: nobody asked for it by name.
    mutating func pickedByOrder(_ row: Int, at: Timestamp) {
        let account = rows[row]
        if account.waitsUntil > at.nanoseconds {
            let end = CalendarTime(Timestamp(nanoseconds: account.waitsUntil)).text
            floodWaits.broke(row, at, "lent while it has to wait until \(end)")
        } else if account.isDisabled, rules.waitsAndBansLast {
            floodWaits.broke(row, at, "lent although it is disabled for ever")
        } else {
            floodWaits.held()
            // Being lent, it is active.
            rows[row].isWaiting = false
        }
    }

    /// An account is active again; `isForced` where somebody ended its wait by hand.
    mutating func becameActive(_ row: Int, isForced: Bool, at: Timestamp) {
        let account = rows[row]
        rows[row].isWaiting = false
        if isForced {
            rows[row].isDisabled = false
            rows[row].floodWaitUntil = AuditRow.never
            rows[row].blockedUntil = AuditRow.never
            return
        }
        guard rules.waitsAndBansLast else { return }
        if account.isDisabled {
            floodWaits.broke(row, at, "active although it is disabled for ever")
        } else if account.waitsUntil > at.nanoseconds {
            let end = CalendarTime(Timestamp(nanoseconds: account.waitsUntil)).text
            floodWaits.broke(row, at, "active although it has to wait until \(end)")
        } else {
            floodWaits.held()
        }
    }

    mutating func disabled(_ row: Int) {
        rows[row].isDisabled = true
        rows[row].isWaiting = false
    }

    /// The recovery queue has the account, once, for an instant.
    mutating func recoveryScheduled(_ row: Int, due: Timestamp) {
        if rows[row].recoveryAt == AuditRow.never { scheduled.append(row) }
        rows[row].recoveryAt = due.nanoseconds
        rows[row].recoveryOrder = nextOrder()
    }

    /// The end of a pass over the recovery queue; `isComplete` says that it took all that was due.
    ///
    /// Whoever was in the queue when it began, and whose waits were over, has to be active now.
    mutating func recoveriesProcessed(isComplete: Bool, begun: AuditMoment, at: Timestamp) {
        guard isComplete else { return }
        let start = begun.instant.nanoseconds
        // A score in the queue is a floating-point number of seconds.
        let tolerance: Int64 = 1_000_000
        var kept: [Int] = []
        for row in scheduled {
            let account = rows[row]
            guard account.recoveryAt <= start - tolerance, account.recoveryOrder < begun.order
            else {
                kept.append(row)
                continue
            }
            rows[row].recoveryAt = AuditRow.never
            guard rules.recoversInTime else { continue }
            if account.isWaiting, !account.isDisabled, account.waitsUntil <= start - tolerance {
                let end = CalendarTime(Timestamp(nanoseconds: account.waitsUntil)).text
                floodWaits.broke(row, at, "its wait ended at \(end), and no recovery saw it")
            } else {
                floodWaits.held()
            }
        }
        scheduled = kept
    }
}

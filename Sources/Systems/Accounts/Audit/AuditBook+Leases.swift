import Infrastructure

/// Who has which account.
extension AuditBook {
    /// How exactly a lock ends: the store's clock counts in milliseconds, of which it gives one.
    private static let precision: Int64 = 1_000_000

    mutating func acquiring(_ row: Int, at: Timestamp) -> AuditMoment {
        rows[row].underWay += 1
        return AuditMoment(instant: at, order: nextOrder())
    }

    mutating func acquired(
        _ row: Int,
        by name: String,
        until: Timestamp,
        begun: AuditMoment,
        at: Timestamp
    ) {
        let service = number(ofService: name)
        allocations += 1
        rows[row].underWay -= 1
        replaceLease(of: row, for: service, at: at)
        rows[row].holder = service
        rows[row].until = until.nanoseconds
        let underWay = at.nanoseconds - begun.instant.nanoseconds
        rows[row].lockedUntil = until.nanoseconds + underWay + 2 * Self.precision
        rows[row].leaseOrder = nextOrder()
    }

    /// What becomes of the lease that a new one replaces.
    private mutating func replaceLease(of row: Int, for service: Int32, at: Timestamp) {
        let old = rows[row]
        guard old.holder >= 0 else { return exclusive.held() }
        rows[row].endedAt = max(old.endedAt, min(old.lockedUntil, at.nanoseconds))
        if old.until <= at.nanoseconds + Self.precision {
            expired += 1
        } else if old.holder == service {
            renewed += 1
        } else if old.ending > 0 {
            released += 1
        } else {
            let names = (serviceName(service), serviceName(old.holder))
            let end = CalendarTime(Timestamp(nanoseconds: old.until)).text
            exclusive.broke(row, at, "lent to \(names.0) while \(names.1) has it until \(end)")
            return
        }
        exclusive.held()
    }

    mutating func refused(_ row: Int, to name: String, begun: AuditMoment, at: Timestamp) {
        let service = number(ofService: name)
        refusals += 1
        rows[row].underWay -= 1
        let lease = rows[row]
        let start = begun.instant.nanoseconds
        // A lock lives on for a moment when its lease is over, also against its own service.
        let isForeign = lease.holder != service || lease.until <= at.nanoseconds
        let isHeld = lease.holder >= 0 && isForeign && lease.lockedUntil > start
        if isHeld || lease.underWay > 0 || lease.endedAt >= start {
            exclusive.held()
        } else {
            let holder = serviceName(lease.holder)
            exclusive.broke(row, at, "refused to \(name) while \(holder) has it")
        }
    }

    mutating func releasing(_ row: Int, at: Timestamp) -> AuditMoment {
        rows[row].ending += 1
        return AuditMoment(instant: at, order: nextOrder())
    }

    /// The end of a release; `isGone` says that the lock was there and was the service's own.
    mutating func released(
        _ row: Int,
        by name: String,
        isGone: Bool,
        begun: AuditMoment,
        at: Timestamp
    ) {
        rows[row].ending -= 1
        guard isGone else { return }
        rows[row].endedAt = max(rows[row].endedAt, at.nanoseconds)
        // A newer lease is another one: the one that was released is counted already.
        guard rows[row].holder == number(ofService: name), rows[row].leaseOrder < begun.order else {
            return
        }
        rows[row].holder = -1
        released += 1
    }

    mutating func cleared(_ row: Int, begun: AuditMoment, at: Timestamp) {
        rows[row].ending -= 1
        rows[row].endedAt = max(rows[row].endedAt, at.nanoseconds)
        guard rows[row].holder >= 0, rows[row].leaseOrder < begun.order else { return }
        let hadExpired = rows[row].until <= begun.instant.nanoseconds
        rows[row].holder = -1
        if hadExpired { expired += 1 } else { cleared += 1 }
    }
}

import Infrastructure

/// What one account did of one kind of action: exact instants, in nanoseconds since the start.
///
/// The days and the hours of a run begin with its start, which is a midnight (UTC). An action
/// counts for the instant at which its record began. Instants are kept as long as a clock hour or
/// a cooldown needs them; of a day there is the sum, since a day may have thousands.
struct AuditTrack: Sendable {
    static let hour: Int64 = 3_600_000_000_000
    static let day: Int64 = 24 * hour
    /// How exactly a key of the store ends.
    private static let precision: Int64 = 1_000_000

    private var instants: [Int64] = []
    /// The first of `instants` that is still needed.
    private var head = 0
    /// When the audit heard of the last four, the latest first.
    private var orders = SIMD4<UInt64>(repeating: 0)
    private var dayNumber: Int64 = -1
    private var ofDay = 0
    private var resetOrder: UInt64 = 0
    private var burstStart = AuditRow.never
    private var ofBurst = 0
    /// In the order of their first action.
    var channels: [AuditChannel] = []
    var performed = PerformedCount()

    /// Adds an action; what began before the last reset of the day counts for no day.
    mutating func record(
        begun: AuditMoment,
        order: UInt64,
        reset: UInt64,
        limits: ActionLimits,
        channel: Int32?
    ) {
        let instant = begun.instant.nanoseconds
        let start = burstStart
        let cooldown = limits.burstCooldown.auditNanoseconds
        // The store keeps a burst for longer than that: up to a cooldown after its last action.
        let isOver = start == AuditRow.never || instant - start > cooldown
        burstStart = isOver ? instant : start
        ofBurst = isOver ? 1 : ofBurst + 1
        append(instant, order, limits.cooldown.auditNanoseconds)
        enter(day: instant / Self.day, reset: reset)
        if begun.order > reset, instant / Self.day == dayNumber { ofDay += 1 }
        if let channel {
            let place = place(of: channel)
            channels[place].record(
                day: instant / Self.day,
                reset: reset,
                counts: begun.order > reset
            )
        }
        if performed.unrecorded > 0 { performed.unrecorded -= 1 }
    }

    private mutating func append(_ instant: Int64, _ order: UInt64, _ cooldown: Int64) {
        let needed = min(instant / Self.hour * Self.hour, instant - cooldown)
        while head < instants.count, instants[head] < needed { head += 1 }
        if head > 16, head * 2 > instants.count {
            instants.removeFirst(head)
            head = 0
        }
        instants.append(instant)
        orders = SIMD4(order, orders.x, orders.y, orders.z)
    }

    private mutating func enter(day: Int64, reset: UInt64) {
        guard day > dayNumber || reset > resetOrder else { return }
        dayNumber = max(day, dayNumber)
        resetOrder = reset
        ofDay = 0
    }

    /// The index of a channel, which is added where it is new.
    mutating func place(of channel: Int32) -> Int {
        if let place = channels.firstIndex(where: { $0.number == channel }) { return place }
        channels.append(AuditChannel(number: channel))
        return channels.count - 1
    }

    /// The limit that forbids another action at an instant, as what was recorded before has it.
    ///
    /// Of what was recorded after `order` nothing counts; nil also where that cannot be told.
    func limit(
        at now: Int64,
        knowing order: UInt64,
        reset: UInt64,
        limits: ActionLimits,
        channel: Int32?
    ) -> ReachedLimit? {
        var newer = 0
        while newer < 4, orders[newer] > order { newer += 1 }
        guard newer < 4, instants.count - head >= newer else { return nil }
        let last = instants.count - newer
        let today = now / Self.day
        if let reached = channelLimit(today, reset, limits, channel, newer) { return reached }
        if dayNumber == today, resetOrder == reset, ofDay - newer >= limits.daily {
            return ReachedLimit(.day, count: ofDay - newer, limit: limits.daily)
        }
        let hourStart = now / Self.hour * Self.hour
        var first = last
        while first > head, instants[first - 1] >= hourStart { first -= 1 }
        if last - first >= limits.hourly {
            return ReachedLimit(.hour, count: last - first, limit: limits.hourly)
        }
        if last > head, now - instants[last - 1] < limits.cooldown.auditNanoseconds - Self.precision
        {
            return ReachedLimit(.cooldown, count: 1, limit: 1)
        }
        if burstStart != AuditRow.never, ofBurst - newer >= limits.burst,
            now - burstStart < limits.burstCooldown.auditNanoseconds - Self.precision
        {
            return ReachedLimit(.burst, count: ofBurst - newer, limit: limits.burst)
        }
        return nil
    }

    private func channelLimit(
        _ today: Int64,
        _ reset: UInt64,
        _ limits: ActionLimits,
        _ channel: Int32?,
        _ newer: Int
    ) -> ReachedLimit? {
        guard let channel, let usage = channels.first(where: { $0.number == channel }) else {
            return nil
        }
        if let limit = limits.perChannelTotal, usage.total - newer >= limit {
            return ReachedLimit(.channelTotal, count: usage.total - newer, limit: limit)
        }
        let ofDay = usage.count(on: today, reset: reset) - newer
        if let limit = limits.perChannelDaily, ofDay >= limit {
            return ReachedLimit(.channelDay, count: ofDay, limit: limit)
        }
        return nil
    }
}

extension Duration {
    /// Whole nanoseconds; the far future where there are too many.
    var auditNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflows ? Int64.max / 2 : product + attoseconds / 1_000_000_000
    }
}

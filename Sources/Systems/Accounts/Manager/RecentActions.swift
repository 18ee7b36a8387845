import Infrastructure
import JSON

/// What the store holds of an account's actions of one kind within the last hour.
struct RecentActions: Sendable {
    /// In the present hour of the clock.
    let thisHour: Int
    private let lastText: String?
    private let row: BurstRecord?

    /// `values` are those of the hour, the cooldown and the burst.
    init(_ values: ArraySlice<Payload?>) {
        let start = values.startIndex
        thisHour = values.count > 0 ? values[start].flatMap { Int($0.text) } ?? 0 : 0
        lastText = values.count > 1 ? values[start + 1]?.text : nil
        row = values.count > 2 ? values[start + 2].flatMap(BurstRecord.init) : nil
    }

    /// Why the limits of an hour, the pause and a burst are against another action; nil if nothing.
    func denial(_ limits: ActionLimits, at instant: Timestamp) -> CheckDenial? {
        let hour = LimitUse(used: thisHour, limit: limits.hourly)
        if hour.isReached { return .hour(hour) }
        if lastText != nil {
            let pause = cooldown(limits, at: instant)
            if !pause.isReady, let end = pause.nextAllowedAt {
                return .cooldown(remaining: pause.remaining, nextAllowedAt: end)
            }
        }
        guard let row, row.count >= limits.burst else { return nil }
        let burst = burst(limits, at: instant)
        return burst.isAvailable ? nil : .burst(burst.use, remaining: burst.remaining)
    }

    /// The pause after the last action.
    func cooldown(_ limits: ActionLimits, at instant: Timestamp) -> CooldownStatus {
        let last = lastText.flatMap(InstantText.instant)
        let end = last?.adding(limits.cooldown)
        let remaining = end.map { instant.secondsRoundedUp(to: $0) } ?? 0
        return CooldownStatus(
            lastAction: last,
            length: limits.cooldown,
            remaining: remaining,
            nextAllowedAt: remaining > 0 ? end : nil
        )
    }

    /// The actions in a row; a row ends `burstCooldown` after its first action.
    func burst(_ limits: ActionLimits, at instant: Timestamp) -> BurstStatus {
        guard let row, let start = row.start else {
            return BurstStatus(
                use: LimitUse(used: 0, limit: limits.burst),
                start: nil,
                remaining: 0
            )
        }
        let end = start.adding(limits.burstCooldown)
        let rest = instant.secondsRoundedUp(to: end)
        let isOver = rest == 0
        return BurstStatus(
            use: LimitUse(used: isOver ? 0 : row.count, limit: limits.burst),
            start: isOver ? nil : start,
            remaining: row.count >= limits.burst ? rest : 0
        )
    }
}

/// Actions in a row, as the store has them: `{"count":3,"start_time":"2025-01-01T00:00:00Z"}`.
struct BurstRecord: Sendable {
    let count: Int
    private let startText: String

    init?(_ payload: Payload) {
        guard let object = payload.json?.object, let count = object["count"]?.integer,
            let start = object.string("start_time")
        else { return nil }
        self.count = Int(count)
        startText = start
    }

    /// A row that begins.
    init(startingAt start: String) {
        count = 1
        startText = start
    }

    private init(count: Int, start: String) {
        self.count = count
        startText = start
    }

    var start: Timestamp? { InstantText.instant(startText) }

    /// The row with one more action; a new one when more than `length` has passed since its first.
    func adding(at instant: Timestamp, _ text: String, length: Duration) -> BurstRecord {
        guard let start, instant <= start.adding(length) else {
            return BurstRecord(startingAt: text)
        }
        return BurstRecord(count: count == .max ? count : count + 1, start: startText)
    }

    var payload: Payload {
        let object = JSONObject(distinct: [
            .init("count", .integer(Int64(count))), .init("start_time", .string(startText)),
        ])
        return .json(.object(object))
    }
}

import Infrastructure

/// What accounts did, and whether they were allowed to.
extension AuditBook {
    mutating func recorded(
        _ row: Int,
        _ action: AccountAction,
        channel: String?,
        begun: AuditMoment
    ) {
        guard let limits = rules.limits[action], let track = track(row, action) else { return }
        recordings += 1
        let channel = channelNumber(action, channel)
        tracks[track].record(
            begun: begun,
            order: nextOrder(),
            reset: lastReset,
            limits: limits,
            channel: channel
        )
    }

    mutating func checkAllowed(
        _ row: Int,
        _ action: AccountAction,
        channel: String?,
        begun: AuditMoment,
        at: Timestamp
    ) {
        let reached = reachedLimit(row, action, channel: channel, begun: begun, at: at)
        guard let reached else {
            windows.held()
            if action == .invite, channel != nil { channelTotal.held() }
            return
        }
        let text = "\(action.rawValue) allowed after \(reached.text)"
        if reached.window == .channelTotal {
            channelTotal.broke(row, at, text)
        } else {
            windows.broke(row, at, text)
        }
    }

    /// The limit that forbade an action from when its check began until it was answered.
    mutating func reachedLimit(
        _ row: Int,
        _ action: AccountAction,
        channel: String?,
        begun: AuditMoment,
        at: Timestamp
    ) -> ReachedLimit? {
        guard let limits = rules.limits[action], let track = track(row, action) else { return nil }
        let channel = channelNumber(action, channel)
        let now = at.nanoseconds
        let reached = tracks[track].limit(
            at: now,
            knowing: begun.order,
            reset: lastReset,
            limits: limits,
            channel: channel
        )
        guard let reached, begun.instant != at else { return judged(reached) }
        let before = tracks[track].limit(
            at: begun.instant.nanoseconds,
            knowing: begun.order,
            reset: lastReset,
            limits: limits,
            channel: channel
        )
        return before == nil ? nil : judged(reached)
    }

    /// Leaves out the total of a channel where a quirk forgets it.
    private func judged(_ reached: ReachedLimit?) -> ReachedLimit? {
        guard let reached, reached.window == .channelTotal, !rules.keepsTotals else {
            return reached
        }
        return nil
    }

    mutating func performed(
        _ row: Int,
        _ action: AccountAction,
        channel: String?,
        at: Timestamp
    ) {
        guard let limits = rules.limits[action], rules.obeysChecks(of: action),
            let track = track(row, action)
        else { return }
        performances += 1
        let instant = at.nanoseconds
        // What was never recorded is not the manager's to know.
        let excused = tracks[track].performed.unrecorded
        tracks[track].performed.add(at: instant, reset: lastReset)
        tracks[track].performed.unrecorded += 1
        let count = tracks[track].performed
        judge(row, action, .day, count.ofDay, limits.daily + excused, at)
        judge(row, action, .hour, count.ofHour, limits.hourly + excused, at)
        // Telegram knows channels by no other name, so what raw names let pass is not judged here.
        guard rules.normalisesChannels, let channel = channelNumber(action, channel) else { return }
        let place = tracks[track].place(of: channel)
        tracks[track].channels[place].performed.add(at: instant, reset: lastReset)
        let inChannel = tracks[track].channels[place].performed
        if let limit = limits.perChannelDaily {
            judge(row, action, .channelDay, inChannel.ofDay, limit + excused, at)
        }
        if let limit = limits.perChannelTotal, rules.keepsTotals {
            judge(row, action, .channelTotal, inChannel.total, limit + excused, at)
        }
    }

    private mutating func judge(
        _ row: Int,
        _ action: AccountAction,
        _ window: ReachedLimit.Window,
        _ count: Int,
        _ limit: Int,
        _ at: Timestamp
    ) {
        if count <= limit {
            if window == .channelTotal { channelTotal.held() } else { windows.held() }
            return
        }
        let reached = ReachedLimit(window, count: count, limit: limit)
        let text = "Telegram carried out \(action.rawValue) \(reached.text)"
        if window == .channelTotal {
            channelTotal.broke(row, at, text)
        } else {
            windows.broke(row, at, text)
        }
    }

    /// Only invites are counted by the channel.
    private mutating func channelNumber(_ action: AccountAction, _ channel: String?) -> Int32? {
        guard action == .invite, let channel, !channel.isEmpty else { return nil }
        return number(ofChannel: channel)
    }

    /// The counts of the day begin anew, whatever the time is.
    mutating func dayReset() {
        lastReset = nextOrder()
    }
}

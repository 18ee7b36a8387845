import Infrastructure

extension Account {
    /// When the last timer ends; nil when none runs and none has to be taken off.
    ///
    /// A block without an end never ends by itself.
    var timersEnd: Timestamp? {
        guard isActive, status != .disabled, status != .blocked || blockedUntil != nil else {
            return nil
        }
        switch (floodWaitUntil, blockedUntil) {
        case (let wait?, let block?): return max(wait, block)
        case (let end?, nil), (nil, let end?): return end
        case (nil, nil): return status == .floodWait ? Timestamp(nanoseconds: 0) : nil
        }
    }

    /// True when nothing but a lock or a limit stands against an allocation.
    var isLendable: Bool {
        isActive && status == .active && floodWaitUntil == nil && blockedUntil == nil
    }

    var usageKey: UsageKey {
        UsageKey(invites: invitesToday, messages: messagesToday, hasErrors: errorCount > 0)
    }

    /// Takes off timers that are over.
    mutating func recover() {
        floodWaitUntil = nil
        blockedUntil = nil
        status = .active
    }

    mutating func resetDay(clearsTotals: Bool) {
        invitesToday = 0
        messagesToday = 0
        contactsToday = 0
        parsesToday = 0
        if clearsTotals { return channels = [] }
        for place in channels.indices { channels[place].today = 0 }
    }
}

import Infrastructure

extension Account {
    /// When the last timer ends; nil when none runs and none has to be taken off.
    var timersEnd: Timestamp? {
        Self.timersEnd(isActive: isActive, status, wait: floodWaitUntil, block: blockedUntil)
    }

    /// A block without an end never ends by itself.
    static func timersEnd(
        isActive: Bool,
        _ status: AccountStatus,
        wait: Timestamp?,
        block: Timestamp?
    ) -> Timestamp? {
        guard isActive, status != .disabled, status != .blocked || block != nil else {
            return nil
        }
        switch (wait, block) {
        case (let wait?, let block?): return max(wait, block)
        case (let end?, nil), (nil, let end?): return end
        case (nil, nil): return status == .floodWait ? Timestamp(nanoseconds: 0) : nil
        }
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

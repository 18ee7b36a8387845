import Infrastructure

/// The exact book of an observer: who had which account, what was recorded, who has to wait.
///
/// It knows nothing of the manager's table and counters, only what `AccountsAudit` is told. What
/// overlaps in time is never held against anyone: a rule is broken only where no order of what
/// was under way at once could excuse it.
struct AuditBook: Sendable {
    let rules: AuditRules
    var rows: [AuditRow]
    /// Four places an account, for the actions that have limits; -1 is none yet.
    var trackNumbers: [Int32]
    var tracks: [AuditTrack] = []
    private(set) var order: UInt64 = 0
    /// The order of the last reset of the day.
    var lastReset: UInt64 = 0
    /// The accounts in the recovery queue.
    var scheduled: [Int] = []

    var exclusive = AuditRule("accounts-exclusive")
    var windows = AuditRule("accounts-windows")
    var channelTotal = AuditRule("accounts-channel-total")
    var floodWaits = AuditRule("accounts-flood-waits")

    var allocations = 0
    var refusals = 0
    var released = 0
    var expired = 0
    var renewed = 0
    var cleared = 0
    var recordings = 0
    var performances = 0
    var waits = 0

    private var serviceNumbers: [String: Int32] = [:]
    private var serviceNames: [String] = []
    private var lastService: Int32 = -1
    private var channelNumbers: [String: Int32] = [:]
    private var canonicalNumbers: [String: Int32] = [:]

    init(accounts: Int, rules: AuditRules) {
        self.rules = rules
        rows = Array(repeating: AuditRow(), count: accounts)
        trackNumbers = Array(repeating: -1, count: accounts * 4)
    }

    mutating func nextOrder() -> UInt64 {
        order += 1
        return order
    }

    // MARK: - Names

    mutating func number(ofService name: String) -> Int32 {
        if lastService >= 0, serviceNames[Int(lastService)] == name { return lastService }
        if let number = serviceNumbers[name] {
            lastService = number
            return number
        }
        let number = Int32(serviceNames.count)
        serviceNames.append(name)
        serviceNumbers[name] = number
        lastService = number
        return number
    }

    func serviceName(_ number: Int32) -> String {
        number >= 0 ? serviceNames[Int(number)] : "nobody"
    }

    /// All spellings of a channel have one number, unless a quirk keeps them apart.
    mutating func number(ofChannel spelling: String) -> Int32 {
        if let number = channelNumbers[spelling] { return number }
        let name = rules.normalisesChannels ? ChannelName.normalised(spelling) : spelling
        let number = canonicalNumbers[name] ?? Int32(canonicalNumbers.count)
        canonicalNumbers[name] = number
        channelNumbers[spelling] = number
        return number
    }

    // MARK: - Tracks

    /// The index of what an account did of an action; nil for actions without limits.
    mutating func track(_ row: Int, _ action: AccountAction) -> Int? {
        let slot: Int
        switch action {
        case .invite: slot = 0
        case .message: slot = 1
        case .addContact: slot = 2
        case .parse: slot = 3
        case .joinChannel, .leaveChannel: return nil
        }
        let place = row * 4 + slot
        if trackNumbers[place] < 0 {
            trackNumbers[place] = Int32(tracks.count)
            tracks.append(AuditTrack())
        }
        return Int(trackNumbers[place])
    }
}

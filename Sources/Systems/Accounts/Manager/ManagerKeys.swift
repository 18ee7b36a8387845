import Infrastructure
import Synchronization

/// The keys of the manager in the store.
final class ManagerKeys: Sendable {
    /// By the account's place in the database; made once, since every allocation needs one.
    private let locks: [String]
    private let ids: [String]
    private let counters: Mutex<CounterKeys>

    init(accounts: [String]) {
        locks = accounts.map { Self.lockPrefix + $0 }
        ids = accounts
        counters = Mutex(CounterKeys(accounts: accounts.count))
    }

    static let lockPrefix = "account_lock:"
    static let queue = "account_recovery_queue"

    func lock(_ row: Int) -> String { locks[row] }

    static func recovery(_ id: String) -> String { "recovery:" + id }

    static func lastCheck(_ id: String, _ action: AccountAction) -> String {
        String(joining: "rlcheck:last_call:", id, ":", action.rawValue)
    }

    /// Where the store holds what an account did of an action in the hour of an instant.
    func counters(_ row: Int, _ action: AccountAction, at instant: Timestamp) -> ActionKeys {
        counters.withLock { $0.keys(row, ids[row], action, at: instant) }
    }
}

/// The keys of an account's actions of one kind.
struct ActionKeys: Sendable {
    let cooldown: String
    let burst: String
    let lastCheck: String
    /// That of the hour of the clock.
    fileprivate(set) var hourly = ""
    fileprivate var hour = Int64.min

    fileprivate init(_ id: String, _ action: AccountAction) {
        cooldown = String(joining: "cooldown:", id, ":", action.rawValue)
        burst = String(joining: "burst:", id, ":", action.rawValue)
        lastCheck = ManagerKeys.lastCheck(id, action)
    }
}

/// The keys of all accounts that have done something, each made once.
private struct CounterKeys: Sendable {
    private var keys: [ActionKeys] = []
    /// By the account's place and the action's number; −1 for none yet.
    private var places: [Int32]
    /// The hour that was asked for last, which rarely changes.
    private var hour = Int64.min
    private var hourText = ""
    private static let actionCount = AccountAction.allCases.count

    init(accounts: Int) {
        places = Array(repeating: -1, count: accounts * Self.actionCount)
    }

    mutating func keys(
        _ row: Int,
        _ id: String,
        _ action: AccountAction,
        at instant: Timestamp
    ) -> ActionKeys {
        let place = row * Self.actionCount + action.number
        if places[place] < 0 {
            places[place] = Int32(keys.count)
            keys.append(ActionKeys(id, action))
        }
        let number = Int(places[place])
        let hour = instant.nanoseconds / 3_600_000_000_000
        if keys[number].hour != hour {
            keys[number].hour = hour
            keys[number].hourly = String(
                joining: "hourly:",
                id,
                action.segment,
                text(ofHour: hour, instant)
            )
        }
        return keys[number]
    }

    /// The hour of the UTC clock, as keys spell it: `2025-01-01-00`.
    private mutating func text(ofHour hour: Int64, _ instant: Timestamp) -> String {
        if self.hour != hour {
            let time = CalendarTime(instant)
            hourText = time.date + (time.hour < 10 ? "-0" : "-") + String(time.hour)
            self.hour = hour
        }
        return hourText
    }
}

extension AccountAction {
    /// `:invite:`, the part of a key between the account and what follows.
    fileprivate var segment: String {
        switch self {
        case .invite: ":invite:"
        case .message: ":message:"
        case .addContact: ":add_contact:"
        case .joinChannel: ":join_channel:"
        case .leaveChannel: ":leave_channel:"
        case .parse: ":parse:"
        }
    }
}

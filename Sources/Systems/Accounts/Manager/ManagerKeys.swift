import Infrastructure
import Synchronization

/// The keys of the manager in the store.
final class ManagerKeys: Sendable {
    /// By the account's place in the database; made once, since every allocation needs one.
    private let locks: [String]
    /// The hour of the clock that was asked for last, which rarely changes.
    private let lastHour = Mutex<(number: Int64, text: String)>((.min, ""))

    init(accounts: [String]) {
        locks = accounts.map { Self.lockPrefix + $0 }
    }

    static let lockPrefix = "account_lock:"
    static let queue = "account_recovery_queue"

    func lock(_ row: Int) -> String { locks[row] }

    static func recovery(_ id: String) -> String { "recovery:" + id }

    static func hourly(_ id: String, _ action: AccountAction, _ hour: String) -> String {
        String(joining: "hourly:", id, action.segment, hour)
    }

    static func cooldown(_ id: String, _ action: AccountAction) -> String {
        String(joining: "cooldown:", id, ":", action.rawValue)
    }

    static func burst(_ id: String, _ action: AccountAction) -> String {
        String(joining: "burst:", id, ":", action.rawValue)
    }

    static func lastCheck(_ id: String, _ action: AccountAction) -> String {
        String(joining: "rlcheck:last_call:", id, ":", action.rawValue)
    }

    /// The hour of the UTC clock, as keys spell it: `2025-01-01-00`.
    func hour(_ instant: Timestamp) -> String {
        let number = instant.nanoseconds / 3_600_000_000_000
        return lastHour.withLock { last in
            if last.number != number { last = (number, Self.text(ofHour: instant)) }
            return last.text
        }
    }

    private static func text(ofHour instant: Timestamp) -> String {
        let time = CalendarTime(instant)
        return time.date + (time.hour < 10 ? "-0" : "-") + String(time.hour)
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

import Infrastructure
import Synchronization

/// An independent observer of the accounts system, which keeps a book of its own.
///
/// The manager and Telegram tell it what they did; it judges every step by exact instants and
/// never by the manager's counters. Accounts are told by their row, from 0. What takes time is
/// told twice: `begin`, `acquiring` and `releasing` before, and with the moment they gave, after.
/// An end that is never told (a process crashed, the store did not answer) excuses what follows
/// from it.
final class AccountsAudit: Sendable {
    private let book: Mutex<AuditBook>

    init(accounts: Int, limits: AccountLimits, quirks: AccountsQuirks) {
        let rules = AuditRules(limits: limits, quirks: quirks)
        book = Mutex(AuditBook(accounts: accounts, rules: rules))
    }

    /// Before a check, a record or a pass over the recovery queue.
    func begin(at: Timestamp) -> AuditMoment {
        book.withLock { AuditMoment(instant: at, order: $0.nextOrder()) }
    }

    // MARK: - Leases

    /// Before the store is asked for an account's lock.
    func acquiring(_ row: Int, at: Timestamp) -> AuditMoment {
        book.withLock { $0.acquiring(row, at: at) }
    }

    /// The lock was taken or, where it is the service's own, renewed; `until` is what it was told.
    func acquired(
        _ row: Int,
        by service: String,
        until: Timestamp,
        begun: AuditMoment,
        at: Timestamp
    ) {
        book.withLock { $0.acquired(row, by: service, until: until, begun: begun, at: at) }
    }

    /// The lock was not free: somebody else has to have it.
    func refused(_ row: Int, to service: String, begun: AuditMoment, at: Timestamp) {
        book.withLock { $0.refused(row, to: service, begun: begun, at: at) }
    }

    /// Before a lock is taken away: by its owner, or by whoever clears it.
    func releasing(_ row: Int, at: Timestamp) -> AuditMoment {
        book.withLock { $0.releasing(row, at: at) }
    }

    /// After the owner gave a lock back; `isGone` is the store's answer to the deletion.
    func released(
        _ row: Int,
        by service: String,
        isGone: Bool,
        begun: AuditMoment,
        at: Timestamp
    ) {
        book.withLock { $0.released(row, by: service, isGone: isGone, begun: begun, at: at) }
    }

    /// After a lock was taken away, whoever had it.
    func cleared(_ row: Int, begun: AuditMoment, at: Timestamp) {
        book.withLock { $0.cleared(row, begun: begun, at: at) }
    }

    // MARK: - Limits

    /// A check that began at `begun` said yes.
    func checkAllowed(
        _ row: Int,
        _ action: AccountAction,
        channel: String?,
        begun: AuditMoment,
        at: Timestamp
    ) {
        book.withLock { book in
            book.checkAllowed(row, action, channel: channel, begun: begun, at: at)
        }
    }

    /// A success was recorded, with all its effects; it counts for the instant of `begun`.
    func recorded(_ row: Int, _ action: AccountAction, channel: String?, begun: AuditMoment) {
        book.withLock { $0.recorded(row, action, channel: channel, begun: begun) }
    }

    /// Telegram carried something out for a service that asks for permission first.
    func performed(_ row: Int, _ action: AccountAction, channel: String?, at: Timestamp) {
        book.withLock { $0.performed(row, action, channel: channel, at: at) }
    }

    /// The counts of the day were set to zero, at midnight or by hand.
    func dayReset() {
        book.withLock { $0.dayReset() }
    }

    // MARK: - Waits

    /// An account has to wait; `kind` is the status for that, flood wait or blocked.
    func timerSet(_ row: Int, _ kind: AccountStatus, until: Timestamp) {
        book.withLock { $0.timerSet(row, kind, until: until) }
    }

    /// An account is disabled for ever.
    func disabled(_ row: Int) {
        book.withLock { $0.disabled(row) }
    }

    /// Order chose an account, not a request by name; told before its lock is asked for.
    func pickedByOrder(_ row: Int, at: Timestamp) {
        book.withLock { $0.pickedByOrder(row, at: at) }
    }

    /// An account is active again; `isForced` where somebody ended its wait by hand.
    func becameActive(_ row: Int, isForced: Bool = false, at: Timestamp) {
        book.withLock { $0.becameActive(row, isForced: isForced, at: at) }
    }

    /// The recovery queue has an account, which it has once, for an instant.
    func recoveryScheduled(_ row: Int, due: Timestamp) {
        book.withLock { $0.recoveryScheduled(row, due: due) }
    }

    /// A pass over the recovery queue is over; `isComplete` where it left nothing that was due.
    func recoveriesProcessed(isComplete: Bool, begun: AuditMoment, at: Timestamp) {
        book.withLock { book in
            book.recoveriesProcessed(isComplete: isComplete, begun: begun, at: at)
        }
    }

    // MARK: - Verdicts

    /// All rules at the end of a run; `lent` are the rows that the manager believes lent then.
    func invariants(at end: Timestamp, lent: [Int]?) -> [SystemInvariant] {
        book.withLock { $0.invariants(at: end, lent: lent) }
    }

    /// The limit that forbids an action at an instant, by the book alone.
    func reachedLimit(
        _ row: Int,
        _ action: AccountAction,
        channel: String?,
        at: Timestamp
    ) -> ReachedLimit? {
        book.withLock { book in
            let now = AuditMoment(instant: at, order: book.nextOrder())
            return book.reachedLimit(row, action, channel: channel, begun: now, at: at)
        }
    }

    /// Whether an account may act at all at an instant, by the book alone.
    func isUsable(_ row: Int, at: Timestamp) -> Bool {
        book.withLock { !$0.rows[row].isDisabled && $0.rows[row].waitsUntil <= at.nanoseconds }
    }
}

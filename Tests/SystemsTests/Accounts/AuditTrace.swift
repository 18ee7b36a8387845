import Infrastructure

@testable import Systems

/// A trace of what happened, by hand: seconds since the start, one account unless it is told.
final class AuditTrace {
    let audit: AccountsAudit
    private var releases: [AuditMoment] = []

    init(quirks: AccountsQuirks = [], limits: AccountLimits = AccountLimits()) {
        audit = AccountsAudit(accounts: 5, limits: limits, quirks: quirks)
    }

    static func at(_ second: Double) -> Timestamp {
        Timestamp(nanoseconds: Int64(second * 1e9))
    }

    func lend(_ row: Int = 0, to service: String, _ second: Double, until: Double) {
        let begun = audit.acquiring(row, at: Self.at(second))
        audit.acquired(
            row,
            by: service,
            until: Self.at(until),
            begun: begun,
            at: Self.at(second)
        )
    }

    func refuse(_ row: Int = 0, to service: String, _ second: Double, since: Double? = nil) {
        let begun = audit.acquiring(row, at: Self.at(since ?? second))
        audit.refused(row, to: service, begun: begun, at: Self.at(second))
    }

    func release(_ row: Int = 0, by service: String, _ second: Double, isGone: Bool = true) {
        let begun = audit.releasing(row, at: Self.at(second))
        let now = Self.at(second)
        audit.released(row, by: service, isGone: isGone, begun: begun, at: now)
    }

    func clear(_ second: Double) {
        let begun = audit.releasing(0, at: Self.at(second))
        audit.cleared(0, begun: begun, at: Self.at(second))
    }

    func record(_ action: AccountAction, _ seconds: Double..., channel: String? = nil) {
        for second in seconds {
            let begun = audit.begin(at: Self.at(second))
            audit.recorded(0, action, channel: channel, begun: begun)
        }
    }

    func allow(
        _ action: AccountAction,
        _ second: Double,
        channel: String? = nil,
        since: Double? = nil
    ) {
        let begun = audit.begin(at: Self.at(since ?? second))
        audit.checkAllowed(0, action, channel: channel, begun: begun, at: Self.at(second))
    }

    func perform(_ action: AccountAction, _ seconds: Double..., channel: String? = nil) {
        for second in seconds {
            audit.performed(0, action, channel: channel, at: Self.at(second))
        }
    }

    func recover(_ second: Double, isComplete: Bool = true) {
        let begun = audit.begin(at: Self.at(second))
        let now = Self.at(second)
        audit.recoveriesProcessed(isComplete: isComplete, begun: begun, at: now)
    }

    /// The names of the rules that do not hold at the end.
    func broken(at second: Double = 1e7, lent: [Int]? = nil) -> [String] {
        audit.invariants(at: Self.at(second), lent: lent).filter { !$0.held }.map(\.name)
    }

    func detail(_ name: String, at second: Double = 1e7, lent: [Int]? = nil) -> String? {
        audit.invariants(at: Self.at(second), lent: lent).first { $0.name == name }?.detail
    }
}

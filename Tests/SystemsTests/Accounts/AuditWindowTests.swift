import Infrastructure
import Testing

@testable import Systems

/// The audit counts by exact instants what accounts did, and finds every yes that should be a no.
struct AuditWindowTests {
    private static let day = 86_400.0

    /// Records of invites at the start of hours, two in each, from a day on.
    private static func invites(_ count: Int, day: Int = 0) -> [Double] {
        (0..<count).map { Double(day) * Self.day + Double($0 / 2) * 3600 + Double($0 % 2) * 900 }
    }

    /// What was recorded, the instant of a yes, the channel of both, and what the audit says.
    private static let cases: [([Double], AccountAction, Double, String?)] = [
        // The hour is that of the clock.
        ([0, 900], .invite, 3599, "2 of 2 in the clock hour"),
        ([0, 900], .invite, 3600, nil),
        ([1800, 2700], .invite, 3600, nil),
        // The cooldown.
        ([3000], .invite, 3899.9, "1 of 1 in the cooldown"),
        ([3000], .invite, 3900, nil),
        ([10], .message, 69, "1 of 1 in the cooldown"),
        ([10], .message, 70, nil),
        // The day.
        (invites(29), .invite, 86_000, nil),
        (invites(30), .invite, 86_000, "30 of 30 in the UTC day"),
        (invites(30), .invite, 86_400, nil),
        // Twenty parses, one every two seconds from 0 to 38, then nothing up to 60.
        ((0..<20).map { Double($0) * 2 }, .parse, 40, "20 of 20 in the burst"),
        ((0..<20).map { Double($0) * 2 }, .parse, 59.9, "20 of 20 in the burst"),
        ((0..<20).map { Double($0) * 2 }, .parse, 60, nil),
        ((0..<19).map { Double($0) * 2 }, .parse, 40, nil),
        // Nobody counts those.
        ([0, 0, 0, 0, 0], .joinChannel, 0, nil),
    ]

    @Test(arguments: cases)
    func `a yes after a limit is reached is found`(
        seconds: [Double],
        action: AccountAction,
        at: Double,
        reason: String?
    ) {
        let trace = AuditTrace()
        for second in seconds { trace.record(action, second) }
        let limit = trace.audit.reachedLimit(0, action, channel: nil, at: AuditTrace.at(at))
        #expect(limit?.text == reason)
        trace.allow(action, at)
        #expect(trace.broken() == (reason == nil ? [] : ["accounts-windows"]))
    }

    @Test func `a channel has a limit of its own a day, whatever its spelling`() {
        let trace = AuditTrace()
        for second in Self.invites(15) { trace.record(.invite, second, channel: "@Test") }
        trace.allow(.invite, 80_000, channel: "other")
        trace.allow(.invite, Self.day, channel: "test")
        #expect(trace.broken().isEmpty)
        trace.allow(.invite, 80_000, channel: "https://t.me/test")
        #expect(trace.broken() == ["accounts-windows"])
        let detail = trace.detail("accounts-windows")
        #expect(detail?.contains("allowed after 15 of 15 in the UTC day in the channel") == true)
    }

    @Test func `a channel has a limit for ever`() {
        let trace = AuditTrace()
        var left = 199
        for day in 0..<14 {
            for second in Self.invites(min(15, left), day: day) {
                trace.record(.invite, second, channel: "test")
            }
            left -= min(15, left)
        }
        trace.allow(.invite, 20 * Self.day, channel: "test")
        #expect(trace.broken().isEmpty)
        trace.record(.invite, 21 * Self.day, channel: "test")
        trace.allow(.invite, 22 * Self.day, channel: "test")
        #expect(trace.broken() == ["accounts-channel-total"])
    }

    @Test func `what is recorded while a check is under way does not count for it`() {
        let trace = AuditTrace()
        let begun = trace.audit.begin(at: AuditTrace.at(10))
        trace.record(.message, 10)
        let now = AuditTrace.at(10)
        trace.audit.checkAllowed(0, .message, channel: nil, begun: begun, at: now)
        #expect(trace.broken().isEmpty)
        trace.allow(.message, 10)
        #expect(trace.broken() == ["accounts-windows"])
    }

    @Test func `a check that ends in another hour than it began may be of either`() {
        let trace = AuditTrace()
        trace.record(.invite, 0, 900)
        trace.allow(.invite, 3600.5, since: 3599.5)
        #expect(trace.broken().isEmpty)
        trace.allow(.invite, 3599.9, since: 3599.5)
        #expect(trace.broken() == ["accounts-windows"])
    }

    @Test func `a reset by hand begins a new day, and no new hour`() {
        let trace = AuditTrace()
        for second in Self.invites(30) { trace.record(.invite, second) }
        trace.audit.dayReset()
        trace.allow(.invite, 80_000)
        #expect(trace.broken().isEmpty)
        let hour = AuditTrace()
        hour.record(.invite, 0, 900)
        hour.audit.dayReset()
        hour.allow(.invite, 3000)
        #expect(hour.broken() == ["accounts-windows"])
    }

    @Test func `what Telegram carried out beyond a limit is found`() {
        let trace = AuditTrace()
        for second in Self.invites(16) {
            trace.perform(.invite, second, channel: "test")
            trace.record(.invite, second, channel: "test")
        }
        #expect(trace.broken() == ["accounts-windows"])
        let detail = trace.detail("accounts-windows")
        #expect(detail?.contains("invite 16 of 15 in the UTC day in the channel") == true)
    }

    @Test func `what was carried out and never recorded is not the manager's to know`() {
        let trace = AuditTrace()
        trace.perform(.invite, 0)
        trace.record(.invite, 0)
        trace.perform(.invite, 1000, 2000)
        #expect(trace.broken().isEmpty)
        let known = AuditTrace()
        for second in [0.0, 1000, 2000] {
            known.perform(.invite, second)
            known.record(.invite, second)
        }
        #expect(known.broken() == ["accounts-windows"])
    }

    // MARK: - Quirks

    @Test func `with raw names the spellings of a channel are apart`() {
        let trace = AuditTrace(quirks: .rawChannelNames)
        for second in Self.invites(15) { trace.record(.invite, second, channel: "@test") }
        trace.allow(.invite, 80_000, channel: "test")
        #expect(trace.broken().isEmpty)
        trace.allow(.invite, 80_000, channel: "@test")
        #expect(trace.broken() == ["accounts-windows"])
    }

    @Test func `where the reset clears totals they are not judged, and days are`() {
        var limits = AccountLimits()
        limits.invite.perChannelTotal = 5
        let trace = AuditTrace(quirks: .resetClearsTotals, limits: limits)
        for second in Self.invites(15) { trace.record(.invite, second, channel: "test") }
        trace.allow(.invite, Self.day, channel: "test")
        #expect(trace.broken().isEmpty)
    }

    @Test func `where errors reactivate or timers are naive, waits end as they may`() {
        let active = AuditTrace(quirks: .errorsReactivate)
        active.audit.disabled(0)
        active.audit.becameActive(0, at: AuditTrace.at(1))
        active.audit.timerSet(0, .blocked, until: AuditTrace.at(100))
        active.audit.becameActive(0, at: AuditTrace.at(2))
        #expect(active.broken().isEmpty)
        active.audit.pickedByOrder(0, at: AuditTrace.at(3))
        #expect(active.broken() == ["accounts-flood-waits"])
        let naive = AuditTrace(quirks: .naiveTimers)
        naive.audit.timerSet(0, .floodWait, until: AuditTrace.at(360))
        naive.audit.recoveryScheduled(0, due: AuditTrace.at(360))
        naive.recover(900)
        #expect(naive.broken().isEmpty)
    }

    @Test func `a broken check of contacts is passed over, and one of invites is not`() {
        let trace = AuditTrace(quirks: .brokenChecks)
        trace.perform(.addContact, 0)
        trace.record(.addContact, 0)
        for second in 1...9 {
            trace.perform(.addContact, Double(second))
            trace.record(.addContact, Double(second))
        }
        #expect(trace.broken().isEmpty)
        for second in 1...9 {
            trace.perform(.invite, Double(second))
            trace.record(.invite, Double(second))
        }
        #expect(trace.broken() == ["accounts-windows"])
    }
}

import Infrastructure
import Testing

@testable import Systems

/// The audit finds each kind of violation, and none where there is none.
struct AccountsAuditTests {
    private static let day = 86_400.0

    @Test func `nothing breaks no rule`() {
        #expect(AuditTrace().broken().isEmpty)
        let names = AuditTrace().audit.invariants(at: AuditTrace.at(0), lent: []).map(\.name)
        #expect(
            names == [
                "accounts-exclusive", "accounts-windows", "accounts-channel-total",
                "accounts-flood-waits", "accounts-leases",
            ]
        )
    }

    // MARK: - Exclusive

    @Test func `an account that two services have is found, and the first case told`() {
        let trace = AuditTrace()
        trace.lend(3, to: "a", 0, until: 100)
        trace.lend(3, to: "b", 99, until: 200)
        trace.lend(3, to: "c", 150, until: 300)
        #expect(trace.broken().contains("accounts-exclusive"))
        #expect(
            trace.detail("accounts-exclusive") == """
                3 locks taken and 0 refused, none while another had it; broken 2 times, first: \
                account 3 at 2025-01-01T00:01:39Z: lent to b while a has it until \
                2025-01-01T00:01:40Z
                """
        )
    }

    @Test func `renewing, releasing, clearing and expiring make room`() {
        let trace = AuditTrace()
        trace.lend(to: "a", 0, until: 100)
        trace.lend(to: "a", 50, until: 150)
        trace.release(by: "a", 60)
        trace.lend(to: "b", 60, until: 70)
        trace.lend(to: "a", 70, until: 80)
        trace.clear(75)
        trace.lend(to: "b", 75, until: 200)
        trace.refuse(to: "a", 199)
        #expect(trace.broken(at: 199, lent: [0]).isEmpty)
        #expect(
            trace.detail("accounts-leases", at: 199) == """
                5 allocations = 1 released + 1 expired + 1 renewed + 1 cleared + 1 held
                """
        )
        #expect(trace.broken(at: 201, lent: []).isEmpty)
    }

    @Test func `who is refused what nobody has, is found`() {
        let trace = AuditTrace()
        trace.refuse(to: "a", 1)
        #expect(trace.broken() == ["accounts-exclusive"])
        let own = AuditTrace()
        own.lend(to: "a", 0, until: 100)
        own.refuse(to: "a", 1)
        #expect(own.broken() == ["accounts-exclusive"])
        let late = AuditTrace()
        late.lend(to: "a", 0, until: 100)
        late.refuse(to: "b", 101)
        #expect(late.broken() == ["accounts-exclusive"])
    }

    @Test func `what overlaps in time is held against nobody`() {
        let trace = AuditTrace()
        trace.lend(to: "a", 0, until: 100)
        // The lock was still there when b asked, and is not when it hears so.
        let asked = trace.audit.acquiring(0, at: AuditTrace.at(10))
        trace.release(by: "a", 11)
        trace.audit.refused(0, to: "b", begun: asked, at: AuditTrace.at(12))
        // c is told that somebody else was first, before that one is told.
        let first = trace.audit.acquiring(0, at: AuditTrace.at(20))
        trace.refuse(to: "c", 21)
        let end = AuditTrace.at(60)
        trace.audit.acquired(0, by: "d", until: end, begun: first, at: AuditTrace.at(22))
        // d gives it back; e has it before d hears that it is gone.
        let begun = trace.audit.releasing(0, at: AuditTrace.at(30))
        trace.lend(to: "e", 31, until: 90)
        let now = AuditTrace.at(32)
        trace.audit.released(0, by: "d", isGone: true, begun: begun, at: now)
        #expect(trace.broken(at: 33, lent: [0]).isEmpty)
    }

    @Test func `an attempt whose end nobody hears excuses who finds its lock`() {
        let trace = AuditTrace()
        _ = trace.audit.acquiring(0, at: AuditTrace.at(0))
        trace.refuse(to: "b", 10)
        #expect(trace.broken().isEmpty)
    }

    // MARK: - Leases

    @Test func `a lease that the manager forgot, or made up, is found`() {
        let trace = AuditTrace()
        trace.lend(2, to: "a", 0, until: 100)
        #expect(trace.broken(at: 50, lent: []) == ["accounts-leases"])
        #expect(trace.broken(at: 50, lent: [2]).isEmpty)
        #expect(trace.broken(at: 50, lent: [1, 2]) == ["accounts-leases"])
        #expect(trace.broken(at: 101, lent: [2]) == ["accounts-leases"])
        let detail = trace.detail("accounts-leases", at: 50, lent: [1, 2])
        #expect(detail?.hasSuffix("differ about account 1") == true)
    }

    @Test func `a release that found no lock of its own ends nothing`() {
        let trace = AuditTrace()
        trace.lend(to: "a", 0, until: 100)
        trace.release(by: "b", 10, isGone: false)
        #expect(trace.broken(at: 50, lent: [0]).isEmpty)
        #expect(trace.broken(at: 50, lent: []) == ["accounts-leases"])
    }

    // MARK: - Waits

    @Test func `an account that is lent by order during its wait is found`() {
        let trace = AuditTrace()
        trace.audit.timerSet(0, .floodWait, until: AuditTrace.at(360))
        trace.audit.pickedByOrder(0, at: AuditTrace.at(359))
        #expect(trace.broken() == ["accounts-flood-waits"])
        let detail = trace.detail("accounts-flood-waits")
        #expect(detail?.hasSuffix("lent while it has to wait until 2025-01-01T00:06:00Z") == true)
        let later = AuditTrace()
        later.audit.timerSet(0, .floodWait, until: AuditTrace.at(360))
        later.audit.pickedByOrder(0, at: AuditTrace.at(360))
        #expect(later.broken().isEmpty)
    }

    @Test func `an account that is active before the end of all its waits is found`() {
        let trace = AuditTrace()
        trace.audit.timerSet(0, .blocked, until: AuditTrace.at(Self.day))
        trace.audit.timerSet(0, .floodWait, until: AuditTrace.at(360))
        trace.audit.becameActive(0, at: AuditTrace.at(360))
        #expect(trace.broken() == ["accounts-flood-waits"])
        let forced = AuditTrace()
        forced.audit.timerSet(0, .blocked, until: AuditTrace.at(Self.day))
        forced.audit.becameActive(0, isForced: true, at: AuditTrace.at(360))
        forced.audit.pickedByOrder(0, at: AuditTrace.at(361))
        #expect(forced.broken().isEmpty)
    }

    @Test func `what is disabled stays so`() {
        let lent = AuditTrace()
        lent.audit.disabled(0)
        lent.audit.pickedByOrder(0, at: AuditTrace.at(1e6))
        #expect(lent.broken() == ["accounts-flood-waits"])
        let active = AuditTrace()
        active.audit.disabled(0)
        active.audit.becameActive(0, at: AuditTrace.at(1e6))
        #expect(active.broken() == ["accounts-flood-waits"])
    }

    @Test func `a recovery that comes and changes nothing is found`() {
        let trace = AuditTrace()
        trace.audit.timerSet(0, .floodWait, until: AuditTrace.at(360))
        trace.audit.recoveryScheduled(0, due: AuditTrace.at(360))
        trace.recover(300)
        #expect(trace.broken().isEmpty)
        trace.recover(600, isComplete: false)
        #expect(trace.broken().isEmpty)
        trace.recover(900)
        #expect(trace.broken() == ["accounts-flood-waits"])
        let detail = trace.detail("accounts-flood-waits")
        #expect(detail?.contains("ended at 2025-01-01T00:06:00Z") == true)
    }

    @Test func `whoever is active, waits on or is disabled needs no recovery`() {
        let trace = AuditTrace()
        for row in 0..<3 {
            trace.audit.timerSet(row, .floodWait, until: AuditTrace.at(360))
            trace.audit.recoveryScheduled(row, due: AuditTrace.at(360))
        }
        trace.audit.becameActive(0, at: AuditTrace.at(360))
        trace.audit.timerSet(1, .blocked, until: AuditTrace.at(Self.day))
        trace.audit.disabled(2)
        trace.recover(600)
        #expect(trace.broken().isEmpty)
    }
}

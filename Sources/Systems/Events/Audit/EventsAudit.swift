import Infrastructure
import Synchronization

/// An independent observer of one scope: counts what becomes of its messages, and keeps a book of
/// every delivery of every instance.
final class EventsAudit: Sendable {
    let scope: EventScopeSettings
    private let meters: EventsMeters
    /// In the order of their starts; an instance that crashed and came back has two.
    private let books = Mutex<[InstanceBook]>([])

    init(_ scope: EventScopeSettings, _ telemetry: any Telemetry) {
        self.scope = scope
        meters = EventsMeters(scope, telemetry)
    }

    /// A book for an instance that begins now.
    func observeInstance() -> any EventObserver {
        let book = InstanceBook(queue: scope.queue, meters: meters)
        books.withLock { $0.append(book) }
        return book
    }

    private var totals: EventBook {
        var totals = EventBook()
        for book in books.withLock({ $0 }) { totals.add(book.state) }
        return totals
    }

    /// The verdicts over all scopes at the end of a run.
    static func invariants(of audits: [EventsAudit]) -> [SystemInvariant] {
        var all = EventBook()
        for audit in audits { all.add(audit.totals) }
        let settled = EventOutcome.allCases.map { all.settled[$0.rawValue] }
        let figures = """
            \(all.delivered) delivered = \(settled[0]) handled + \(settled[1]) ignored \
            + \(settled[2]) rejected + \(settled[3]) dead-lettered + \(settled[4]) put off \
            + \(all.open) interrupted or at work
            """
        return [
            SystemInvariant(
                name: "events-settlement",
                held: all.settlementProblem == nil
                    && all.delivered == settled.reduce(0, +) + all.open,
                detail: all.settlementProblem ?? figures
            ),
            SystemInvariant(
                name: "events-results",
                held: all.resultProblem == nil,
                detail: all.resultProblem
                    ?? "\(all.answered) returned, \(all.published) published before the settlement"
            ),
            SystemInvariant(
                name: "events-order",
                held: all.orderProblem == nil,
                detail: all.orderProblem
                    ?? "\(all.called) calls of handlers in the order of registration"
            ),
            SystemInvariant(
                name: "events-scopes",
                held: all.scopeProblem == nil,
                detail: all.scopeProblem
                    ?? "\(all.delivered) messages came from the queue of their scope"
            ),
        ]
    }
}

/// The counters of a scope.
final class EventsMeters: Sendable {
    let outcomes: [any EventCounter]
    let results: any EventCounter
    let busy: any BusyGauge

    init(_ scope: EventScopeSettings, _ telemetry: any Telemetry) {
        outcomes = EventOutcome.allCases.map { outcome in
            telemetry.counter(
                "events_messages",
                tags: [(name: "scope", value: scope.name), (name: "outcome", value: outcome.name)]
            )
        }
        results = telemetry.counter("events_results", tags: [(name: "scope", value: scope.name)])
        busy = telemetry.utilization(
            of: scope.resource,
            capacity: scope.instances * scope.options.slots
        )
    }
}

extension EventOutcome {
    /// As the tag `outcome` has it.
    package var name: String {
        switch self {
        case .handled: "handled"
        case .ignored: "ignored"
        case .rejected: "rejected"
        case .deadLettered: "dead-lettered"
        case .retried: "retried"
        }
    }
}

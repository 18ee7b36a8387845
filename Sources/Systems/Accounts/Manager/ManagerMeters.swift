import Infrastructure
import Synchronization

/// What the manager measures of its own work.
final class ManagerMeters: Sendable {
    private struct Levels {
        /// By name, in the order in which they came.
        var services: [ServiceMeters] = []
        /// By the account's place in the database.
        var statuses: [AccountStatus]
        var byStatus: [Int]
    }

    private let telemetry: any Telemetry
    private let levels: Mutex<Levels>
    /// By action, denied and allowed.
    private let checks: [any EventCounter]
    private let actions: [any EventCounter]
    private let errors: [any EventCounter]
    private let recoveries: [any EventCounter]
    private let statuses: [any LevelGauge]
    private let queue: any LevelGauge

    /// What recoveries are counted by; other types, which clients may invent, are "other".
    static let recoveryTypes = ["auto", "auto_monitoring", "manual", "other"]

    /// So many services are told apart; whoever comes later is "other".
    private static let mostServices = 32

    init(_ telemetry: any Telemetry, accounts: Int) {
        self.telemetry = telemetry
        checks = AccountAction.allCases.flatMap { action in
            ["denied", "allowed"].map { answer in
                telemetry.counter(
                    "accounts_checks",
                    tags: [("action", action.rawValue), ("answer", answer)]
                )
            }
        }
        actions = AccountAction.allCases.map {
            telemetry.counter("accounts_actions", tags: [("action", $0.rawValue)])
        }
        errors = AccountErrorKind.allCases.map {
            telemetry.counter("accounts_errors", tags: [("type", $0.rawValue)])
        }
        recoveries = Self.recoveryTypes.map {
            telemetry.counter("accounts_recoveries", tags: [("type", $0)])
        }
        statuses = AccountStatus.allCases.map {
            telemetry.gauge("accounts_by_status", tags: [("status", $0.rawValue)])
        }
        queue = telemetry.gauge("accounts_recovery_queue", tags: [])
        var byStatus = Array(repeating: 0, count: AccountStatus.allCases.count)
        byStatus[AccountStatus.active.place] = accounts
        levels = Mutex(
            Levels(
                statuses: Array(repeating: .active, count: accounts),
                byStatus: byStatus
            )
        )
        statuses[AccountStatus.active.place].set(accounts)
    }

    func check(_ action: AccountAction, isAllowed: Bool) {
        checks[action.number * 2 + (isAllowed ? 1 : 0)].add()
    }

    func recorded(_ action: AccountAction) { actions[action.number].add() }

    func error(_ kind: AccountErrorKind) {
        guard let place = AccountErrorKind.allCases.firstIndex(of: kind) else { return }
        errors[place].add()
    }

    func recovered(_ type: String) {
        let place = Self.recoveryTypes.firstIndex(of: type) ?? Self.recoveryTypes.count - 1
        recoveries[place].add()
    }

    func recoveryQueue(_ count: Int) { queue.set(count) }

    /// An account has this status from now on.
    func status(_ row: Int, _ status: AccountStatus) {
        levels.withLock { levels in
            let old = levels.statuses[row]
            guard old != status else { return }
            levels.statuses[row] = status
            for (place, change) in [(old.place, -1), (status.place, 1)] {
                levels.byStatus[place] += change
                statuses[place].set(levels.byStatus[place])
            }
        }
    }
}

// MARK: - Services

extension ManagerMeters {
    /// A request for an account was answered.
    func allocation(_ request: AllocationRequest, isGranted: Bool) {
        levels.withLock { levels in
            let place = place(of: request.service, &levels.services)
            levels.services[place].allocations(request.purpose, isGranted, telemetry).add()
        }
    }

    /// A service has one more account.
    func began(_ service: String) {
        levels.withLock { levels in
            let place = place(of: service, &levels.services)
            levels.services[place].hold(1)
        }
    }

    /// A lease is over.
    func ended(_ end: LeaseEnd, _ lease: AccountLease, at instant: Timestamp) {
        levels.withLock { levels in
            let place = place(of: lease.service, &levels.services)
            levels.services[place].hold(-1)
            levels.services[place].held(end, telemetry).record(lease.since.duration(to: instant))
        }
    }

    private func place(of service: String, _ services: inout [ServiceMeters]) -> Int {
        if let place = services.firstIndex(where: { $0.name == service }) { return place }
        let name = services.count < Self.mostServices ? service : "other"
        if let place = services.firstIndex(where: { $0.name == name }) { return place }
        services.append(ServiceMeters(name, telemetry))
        return services.count - 1
    }
}

/// What is measured of one service, from its first request on.
private struct ServiceMeters {
    let name: String
    private var count = 0
    private let gauge: any LevelGauge
    /// By purpose, refused and allocated.
    private var counters: [(any EventCounter)?]
    /// By the end of leases.
    private var trends: [(any DurationTrend)?]

    init(_ name: String, _ telemetry: any Telemetry) {
        self.name = name
        gauge = telemetry.gauge("accounts_held", tags: [("service", name)])
        counters = Array(repeating: nil, count: AccountPurpose.allCases.count * 2)
        trends = Array(repeating: nil, count: LeaseEnd.allCases.count)
    }

    mutating func hold(_ change: Int) {
        count += change
        gauge.set(count)
    }

    mutating func allocations(
        _ purpose: AccountPurpose,
        _ isGranted: Bool,
        _ telemetry: any Telemetry
    ) -> any EventCounter {
        let place = purpose.place * 2 + (isGranted ? 1 : 0)
        if let counter = counters[place] { return counter }
        let counter = telemetry.counter(
            "accounts_allocations",
            tags: [
                ("purpose", purpose.rawValue), ("service", name),
                ("status", isGranted ? "allocated" : "refused"),
            ]
        )
        counters[place] = counter
        return counter
    }

    mutating func held(_ end: LeaseEnd, _ telemetry: any Telemetry) -> any DurationTrend {
        if let trend = trends[end.place] { return trend }
        let trend = telemetry.trend(
            "accounts_allocation_held",
            tags: [("service", name), ("end", end.rawValue)]
        )
        trends[end.place] = trend
        return trend
    }
}

extension AccountPurpose {
    /// The place in tables of all.
    fileprivate var place: Int {
        switch self {
        case .inviteCampaign: 0
        case .messageCampaign: 1
        case .parsing: 2
        case .channelManagement: 3
        case .general: 4
        }
    }
}

extension LeaseEnd {
    fileprivate var place: Int {
        switch self {
        case .released: 0
        case .expired: 1
        case .renewed: 2
        case .cleared: 3
        }
    }
}

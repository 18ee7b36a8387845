import JSON

extension RecoveryStatistics {
    /// The names of the sources, then those of the guide that differ.
    var members: [JSONObject.Member] {
        let breakdown = statuses.map { ($0.status.rawValue, JSONValue.count($0.count)) }
        let disabled = statuses.first { $0.status == .disabled }?.count ?? 0
        return [
            .init("total_active", .count(totalActive)),
            .init("status_breakdown", .object(JSONObject(breakdown))),
            .init("flood_wait_active", .count(floodWaits)),
            .init("blocked_active", .count(blocked)),
            .init("high_error_count", .count(highErrors)),
            .init("locked_by_services", .count(locked)),
            .init("recovery_queue_size", .count(queueSize)),
            .init("healthy_accounts", .count(healthy)),
            .init("total_accounts", .count(total)),
            .init("accounts_in_recovery", .count(floodWaits + blocked)),
            .init("permanently_disabled", .count(disabled)),
            .init("next_recovery_time", .instant(nextRecovery)),
        ]
    }

    /// The share of accounts that are healthy, in tenths of a percent.
    private var healthyTenths: Int {
        guard totalActive > 0 else { return 1000 }
        return Int((Double(healthy) * 1000 / Double(totalActive)).rounded())
    }

    /// The state of the manager that follows from the share of healthy accounts.
    var state: String {
        switch totalActive > 0 ? Double(healthy) / Double(totalActive) : 1 {
        case ..<0.5: "unhealthy"
        case ..<0.8: "degraded"
        default: "healthy"
        }
    }

    /// The manager as a part of the service's health.
    var component: JSONValue {
        [
            "status": .string(state),
            "type": "Account Manager",
            "stats": [
                "total_accounts": .count(totalActive),
                "healthy_accounts": .count(healthy),
                "health_percentage": .number(Double(healthyTenths) / 10),
                "flood_wait_active": .count(floodWaits),
                "blocked_active": .count(blocked),
                "recovery_queue_size": .count(queueSize),
            ],
        ]
    }
}

extension ManagerStatus {
    var members: [JSONObject.Member] {
        let services = lockedByService.map { ($0.service, JSONValue.count($0.count)) }
        return [
            .init("status", "operational"),
            .init("total_accounts", .count(totalAccounts)),
            .init("active_accounts", .count(activeAccounts)),
            .init("locked_accounts", .count(lockedAccounts)),
            .init("available_accounts", .count(availableAccounts)),
            .init("locked_by_service", .object(JSONObject(services))),
            .init("redis_connected", .bool(isStoreConnected)),
            .init("timestamp", .instant(at)),
        ]
    }
}

extension LockDetail {
    var json: JSONValue {
        [
            "account_id": .string(accountID),
            "service_name": .string(service),
            "locked_at": .string(lockedAt),
            "ttl_seconds": .count(secondsToLive ?? -1),
            "key": .string(key),
            "value": .string(value),
        ]
    }

    /// How many locks each service has, in the order in which they come.
    static func byService(_ locks: [LockDetail]) -> JSONValue {
        var counts: JSONObject = [:]
        for lock in locks {
            counts[lock.service] = .integer((counts[lock.service]?.integer ?? 0) + 1)
        }
        return .object(counts)
    }
}

import Infrastructure

extension AccountManager {
    /// All locks in the store, in the order of their keys.
    func lockDetails() async throws(KeyValueStoreError) -> [LockDetail] {
        var details: [LockDetail] = []
        for (key, value) in try await storedLocks() {
            let life = try await locks.timeToLive(of: key)
            guard life != .noKey else { continue }
            let parts = LockValue(value)
            details.append(
                LockDetail(
                    accountID: String(key.dropFirst(ManagerKeys.lockPrefix.count)),
                    service: parts.service,
                    lockedAt: parts.instant,
                    secondsToLive: life.wholeSeconds,
                    key: key,
                    value: value
                )
            )
        }
        return details
    }

    /// Takes back all accounts of a service.
    func releaseAll(of service: String) async throws(KeyValueStoreError) -> ReleaseAllAnswer {
        var released = 0
        var errors = 0
        for (key, value) in try await storedLocks() where LockValue(value).service == service {
            do throws(KeyValueStoreError) {
                if try await removeLock(key, value, as: .released) { released += 1 }
            } catch {
                if error == .cancelled { throw error }
                errors += 1
            }
        }
        return ReleaseAllAnswer(released: released, errors: errors, at: now)
    }

    /// Removes all locks, whoever has them; returns their keys.
    func clearLocks() async throws(KeyValueStoreError) -> [String] {
        var cleared: [String] = []
        for (key, value) in try await storedLocks()
        where try await removeLock(key, value, as: .cleared) {
            cleared.append(key)
        }
        return cleared
    }

    /// Removes locks that would never end; returns how many.
    ///
    /// The manager sets none without an end; others may have.
    func removeEndlessLocks() async throws(KeyValueStoreError) -> Int {
        var count = 0
        for (key, value) in try await storedLocks()
        where try await locks.timeToLive(of: key) == .forever {
            if try await removeLock(key, value, as: .cleared) { count += 1 }
        }
        return count
    }

    /// The keys and values of all locks, sorted, since the store has no order.
    private func storedLocks() async throws(KeyValueStoreError) -> [(key: String, value: String)] {
        let keys = try await locks.keys(matching: ManagerKeys.lockPrefix + "*").sorted()
        let values = try await locks.get(keys)
        return zip(keys, values).compactMap { key, value in value.map { (key, $0.text) } }
    }

    private func removeLock(
        _ key: String,
        _ value: String,
        as end: LeaseEnd
    ) async throws(KeyValueStoreError) -> Bool {
        let id = String(key.dropFirst(ManagerKeys.lockPrefix.count))
        let row = row(of: id)
        let lease = row.flatMap { row in accounts(at: now) { $0[row].lease } }
        if let row, let lease, lease.value == value {
            return try await unlock(row, lease, as: end)
        }
        return try await locks.delete(key, ifEqualTo: .text(value))
    }
}

/// What a lock's value says: `parsing-service:2025-01-01T00:00:00Z`.
private struct LockValue {
    let service: String
    let instant: String

    /// The instant has the length that ISO 8601 gives it; names of services may have colons.
    init(_ value: String) {
        let colons = value.indices.filter { value[$0] == ":" }
        // Two colons are part of the instant.
        guard colons.count >= 3 else {
            let end = colons.first ?? value.endIndex
            service = String(value[..<end])
            instant = colons.isEmpty ? "" : String(value[value.index(after: end)...])
            return
        }
        let end = colons[colons.count - 3]
        service = String(value[..<end])
        instant = String(value[value.index(after: end)...])
    }
}

extension TimeToLive {
    /// Whole seconds that are left, rounded down; nil for what never ends.
    fileprivate var wholeSeconds: Int? {
        if case .left(let duration) = self { Int(duration.components.seconds) } else { nil }
    }
}

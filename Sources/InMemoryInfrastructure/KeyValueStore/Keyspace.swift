import Infrastructure

/// The keys of one database: values and expiries, without a clock.
///
/// The present instant comes in with every command. An expired key is gone at the instant of its
/// expiry (`now ≥ expiry`), whether or not its memory has been given back.
struct Keyspace {
    private struct Entry {
        var value: Payload
        var expiresAt: Int64?
    }

    private var entries: [String: Entry] = [:]
    private var expiries = ExpiryQueue()

    /// The keys that take up memory, of which some may have expired.
    var storedCount: Int { entries.count }

    /// The expiries that are kept, of which some may be out of date.
    var expiryCount: Int { expiries.count }

    /// The value of a key.
    mutating func get(_ key: String, at now: Int64) -> Payload? {
        guard let entry = entries[key] else { return nil }
        guard let expiry = entry.expiresAt, expiry <= now else { return entry.value }
        entries[key] = nil
        return nil
    }

    /// Sets a key, with or without an expiry; false when the condition does not hold.
    mutating func set(
        _ key: String,
        to value: Payload,
        expiresAt: Int64?,
        condition: SetCondition,
        at now: Int64
    ) -> Bool {
        removeSomeExpired(at: now)
        switch condition {
        case .always: break
        case .ifAbsent: if get(key, at: now) != nil { return false }
        case .ifPresent: if get(key, at: now) == nil { return false }
        }
        if let expiresAt, expiresAt <= now {
            entries[key] = nil
            return true
        }
        entries[key] = Entry(value: value, expiresAt: expiresAt)
        if let expiresAt { noteExpiry(of: key, at: expiresAt) }
        return true
    }

    /// Removes a key; false when there was none.
    mutating func delete(_ key: String, at now: Int64) -> Bool {
        guard get(key, at: now) != nil else { return false }
        entries[key] = nil
        return true
    }

    /// Adds to a counter and returns its new value; its expiry stays.
    mutating func increment(
        _ key: String,
        by amount: Int64,
        at now: Int64
    ) throws(KeyValueStoreError) -> Int64 {
        let text = get(key, at: now)?.text ?? "0"
        guard let value = Self.integer(text) else { throw .notAnInteger }
        let (sum, overflow) = value.addingReportingOverflow(amount)
        guard !overflow else { throw .overflow }
        let expiry = entries[key]?.expiresAt
        entries[key] = Entry(value: .text(String(sum)), expiresAt: expiry)
        return sum
    }

    /// Gives a key an expiry; false when there is no such key.
    mutating func expire(_ key: String, expiresAt: Int64, at now: Int64) -> Bool {
        removeSomeExpired(at: now)
        guard get(key, at: now) != nil else { return false }
        if expiresAt <= now {
            entries[key] = nil
        } else {
            entries[key]?.expiresAt = expiresAt
            noteExpiry(of: key, at: expiresAt)
        }
        return true
    }

    /// The expiry of a key; nil inside when it has none, nil outside when there is no such key.
    mutating func expiry(of key: String, at now: Int64) -> Int64?? {
        guard get(key, at: now) != nil, let entry = entries[key] else { return nil }
        return .some(entry.expiresAt)
    }

    /// An integer as Redis reads it: no sign `+`, no leading zeros, no spaces.
    private static func integer(_ text: String) -> Int64? {
        guard let value = Int64(text), String(value) == text else { return nil }
        return value
    }

    /// Notes when a key expires; now and then, forgets the expiries that are out of date.
    ///
    /// Keys that are set over and over leave such expiries behind. They go when they are half of
    /// all, so that each costs a constant time on average.
    private mutating func noteExpiry(of key: String, at instant: Int64) {
        expiries.insert(key, at: instant)
        guard expiries.isDueForCleaning else { return }
        let entries = entries
        expiries.clean { entries[$0]?.expiresAt == $1 }
    }

    /// Gives the memory of at most two expired keys back.
    ///
    /// Every command that gives a key an expiry takes at most two out, so memory stays in
    /// proportion to the keys that live and no command is slow. Nobody can tell from outside.
    private mutating func removeSomeExpired(at now: Int64) {
        for _ in 0..<2 {
            guard let key = expiries.removeFirst(notAfter: now) else { return }
            if let expiry = entries[key]?.expiresAt, expiry <= now { entries[key] = nil }
        }
    }
}

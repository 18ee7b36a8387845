import Infrastructure

/// When keys expire (C2.1 to C2.3).
extension CommandTable {
    static let expiries: [StoreCommand] = [
        StoreCommand("expire", -3) { state, call throws(KeyValueStoreError) in
            .integer(try state.expire(call, .seconds, "expire") ? 1 : 0)
        },
        StoreCommand("pexpire", -3) { state, call throws(KeyValueStoreError) in
            .integer(try state.expire(call, .milliseconds, "pexpire") ? 1 : 0)
        },
        StoreCommand("expireat", -3) { state, call throws(KeyValueStoreError) in
            .integer(try state.expire(call, .secondsSince1970, "expireat") ? 1 : 0)
        },
        StoreCommand("pexpireat", -3) { state, call throws(KeyValueStoreError) in
            .integer(try state.expire(call, .millisecondsSince1970, "pexpireat") ? 1 : 0)
        },
        StoreCommand("ttl", 2) { state, call in .integer(state.timeToLive(call[1], .seconds)) },
        StoreCommand("pttl", 2) { state, call in
            .integer(state.timeToLive(call[1], .milliseconds))
        },
        StoreCommand("expiretime", 2) { state, call in
            .integer(state.timeToLive(call[1], .secondsSince1970))
        },
        StoreCommand("pexpiretime", 2) { state, call in
            .integer(state.timeToLive(call[1], .millisecondsSince1970))
        },
        StoreCommand("persist", 2) { state, call in
            guard let place = state.find(call[1]), state.expiry(at: place) != nil else {
                return .integer(0)
            }
            state.setExpiry(nil, at: place)
            state.changed(place)
            return .integer(1)
        },
    ]
}

extension StoreState {
    /// Gives a key an expiry (ms since 1970); one that has passed removes it.
    ///
    /// False when there is no such key.
    mutating func expire(_ key: String, at expiry: Int64) -> Bool {
        guard let place = find(key) else { return false }
        expire(key, place, at: expiry)
        return true
    }

    private mutating func expire(_ key: String, _ place: Int, at expiry: Int64) {
        if expiry <= now {
            remove(key, at: place, in: selected)
        } else {
            setExpiry(expiry, at: place)
            changed(place)
        }
    }

    fileprivate mutating func expire(
        _ call: StoreCall,
        _ unit: ExpiryUnit,
        _ command: String
    ) throws(KeyValueStoreError) -> Bool {
        let condition = try ExpiryCondition(call)
        let amount = try call.integer(2)
        guard let expiry = unit.instant(amount, now: now) else {
            throw .invalidExpireTime(command)
        }
        guard let place = find(call[1]),
            condition.allows(expiry, insteadOf: self.expiry(at: place))
        else { return false }
        expire(call[1], place, at: expiry)
        return true
    }

    /// The time to live in a unit; −2 without the key, −1 without an expiry.
    fileprivate mutating func timeToLive(_ key: String, _ unit: ExpiryUnit) -> Int64 {
        guard let place = peek(key) else { return -2 }
        guard let expiry = expiry(at: place) else { return -1 }
        let time = unit.isAbsolute ? expiry : max(0, expiry - now)
        return unit.isInSeconds ? time.addingReportingOverflow(500).partialValue / 1000 : time
    }
}

/// When `EXPIRE` sets an expiry: `NX`, `XX`, `GT`, `LT`.
private struct ExpiryCondition {
    private var onlyNew = false
    private var onlyPresent = false
    private var onlyLater = false
    private var onlyEarlier = false

    private static let newAndOthers = KeyValueStoreError(
        "ERR NX and XX, GT or LT options at the same time are not compatible"
    )
    private static let laterAndEarlier = KeyValueStoreError(
        "ERR GT and LT options at the same time are not compatible"
    )

    init(_ call: StoreCall) throws(KeyValueStoreError) {
        for word in call.indices.dropFirst(3) {
            if call.word(word, is: "NX") {
                onlyNew = true
            } else if call.word(word, is: "XX") {
                onlyPresent = true
            } else if call.word(word, is: "GT") {
                onlyLater = true
            } else if call.word(word, is: "LT") {
                onlyEarlier = true
            } else {
                throw KeyValueStoreError(line: "ERR Unsupported option \(call[word])")
            }
        }
        if onlyNew, onlyPresent || onlyLater || onlyEarlier { throw Self.newAndOthers }
        if onlyLater, onlyEarlier { throw Self.laterAndEarlier }
    }

    /// No expiry counts as one that is infinitely far.
    func allows(_ expiry: Int64, insteadOf old: Int64?) -> Bool {
        if onlyNew, old != nil { return false }
        if onlyPresent, old == nil { return false }
        if onlyLater {
            guard let old, expiry > old else { return false }
        }
        if onlyEarlier, let old, expiry >= old { return false }
        return true
    }
}

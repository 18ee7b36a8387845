import Infrastructure

extension StoreOracle {
    mutating func answerKeys(_ call: [String]) throws -> StoreReply? {
        let key = call.count > 1 ? call[1] : ""
        switch call[0] {
        case "DEL":
            let count = Set(call.dropFirst()).filter { keys[$0] != nil }.count
            for key in call.dropFirst() { keys[key] = nil }
            return Self.number(count)
        case "EXISTS": return Self.number(call.dropFirst().filter { keys[$0] != nil }.count)
        case "TYPE": return .status(keys[key]?.value.type ?? "none")
        case "DBSIZE": return Self.number(keys.count)
        case "KEYS": return Self.bulks(keys.keys.sorted())
        case "EXPIRE": return try expire(call, 1000)
        case "PEXPIRE": return try expire(call, 1)
        case "TTL": return .integer(life(key).map { $0 < 0 ? $0 : ($0 + 500) / 1000 } ?? -2)
        case "PTTL": return .integer(life(key) ?? -2)
        case "PERSIST":
            guard keys[key]?.expiry != nil else { return .integer(0) }
            keys[key]?.expiry = nil
            return .integer(1)
        case "RENAME":
            guard let moved = keys[key] else { throw Self.noKey }
            keys[key] = nil
            keys[call[2]] = moved
            return .ok
        case "RENAMENX":
            guard let moved = keys[key] else { throw Self.noKey }
            guard keys[call[2]] == nil else { return .integer(0) }
            keys[key] = nil
            keys[call[2]] = moved
            return .integer(1)
        case "COPY":
            guard key != call[2] else {
                throw Fault.text("ERR source and destination objects are the same")
            }
            guard let copied = keys[key], keys[call[2]] == nil || call.count == 4 else {
                return .integer(0)
            }
            keys[call[2]] = copied
            return .integer(1)
        default: return nil
        }
    }

    /// What is left of a key's life; −1 is without end, nil without the key.
    private func life(_ key: String) -> Int64? {
        keys[key].map { $0.expiry.map { $0 - now } ?? -1 }
    }

    private mutating func expire(_ call: [String], _ factor: Int64) throws -> StoreReply {
        let time = try Self.integer(call[2]) * factor + now
        guard let present = keys[call[1]] else { return .integer(0) }
        let option = call.count > 3 ? call[3] : ""
        let isAllowed =
            switch option {
            case "NX": present.expiry == nil
            case "XX": present.expiry != nil
            case "GT": present.expiry.map { time > $0 } ?? false
            case "LT": present.expiry.map { time < $0 } ?? true
            default: true
            }
        guard isAllowed else { return .integer(0) }
        if time <= now {
            keys[call[1]] = nil
        } else {
            keys[call[1]]?.expiry = time
        }
        return .integer(1)
    }
}

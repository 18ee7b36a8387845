import Infrastructure

extension StoreOracle {
    private func hash(_ key: String) throws -> [Pair] {
        guard let value = keys[key]?.value else { return [] }
        guard case .hash(let pairs) = value else { throw Self.wrongType }
        return pairs
    }

    mutating func answerHashes(_ call: [String]) throws -> StoreReply? {
        guard call[0].hasPrefix("H") else { return nil }
        var pairs = try hash(call[1])
        func value(_ field: String) -> String? { pairs.first { $0.field == field }?.value }
        func set(_ field: String, _ value: String) -> Int {
            if let place = pairs.firstIndex(where: { $0.field == field }) {
                pairs[place].value = value
                return 0
            }
            pairs.append(Pair(field: field, value: value))
            return 1
        }
        let reply: StoreReply
        switch call[0] {
        case "HGET": return Self.bulk(value(call[2]))
        case "HMGET": return .array(call.dropFirst(2).map { Self.bulk(value($0)) })
        case "HGETALL": return Self.bulks(pairs.flatMap { [$0.field, $0.value] })
        case "HKEYS": return Self.bulks(pairs.map(\.field))
        case "HVALS": return Self.bulks(pairs.map(\.value))
        case "HLEN": return Self.number(pairs.count)
        case "HEXISTS": return .integer(value(call[2]) == nil ? 0 : 1)
        case "HSTRLEN": return Self.number(value(call[2])?.count ?? 0)
        case "HSET":
            var count = 0
            for place in stride(from: 2, to: call.count - 1, by: 2) {
                count += set(call[place], call[place + 1])
            }
            reply = Self.number(count)
        case "HSETNX": reply = .integer(value(call[2]) == nil ? Int64(set(call[2], call[3])) : 0)
        case "HDEL":
            let before = pairs.count
            pairs.removeAll { call.dropFirst(2).contains($0.field) }
            reply = Self.number(before - pairs.count)
        case "HINCRBY":
            let amount = try Self.integer(call[3])
            guard let old = try? Self.integer(value(call[2]) ?? "0") else {
                throw Fault.text("ERR hash value is not an integer")
            }
            _ = set(call[2], "\(old + amount)")
            reply = .integer(old + amount)
        default: return nil
        }
        put(call[1], .hash(pairs))
        return reply
    }
}

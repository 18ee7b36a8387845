import Infrastructure

extension StoreOracle {
    private func set(_ key: String) throws -> [String] {
        guard let value = keys[key]?.value else { return [] }
        guard case .set(let members) = value else { throw Self.wrongType }
        return members
    }

    mutating func answerSets(_ call: [String]) throws -> StoreReply? {
        switch call[0] {
        case "SADD":
            var all = try set(call[1])
            let before = all.count
            for member in call.dropFirst(2) where !all.contains(member) { all.append(member) }
            put(call[1], .set(all))
            return Self.number(all.count - before)
        case "SREM":
            let all = try set(call[1])
            let left = all.filter { !call.dropFirst(2).contains($0) }
            put(call[1], .set(left))
            return Self.number(all.count - left.count)
        case "SCARD": return Self.number(try set(call[1]).count)
        case "SMEMBERS": return Self.bulks(try set(call[1]))
        case "SISMEMBER": return .integer(try set(call[1]).contains(call[2]) ? 1 : 0)
        case "SMISMEMBER":
            let all = try set(call[1])
            return .array(call.dropFirst(2).map { .integer(all.contains($0) ? 1 : 0) })
        case "SMOVE": return try move(call[1], call[2], call[3])
        case "SINTER", "SUNION", "SDIFF":
            return Self.bulks(try combine(call[0], Array(call.dropFirst())))
        case "SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE":
            let members = try combine(String(call[0].dropLast(5)), Array(call.dropFirst(2)))
            keys[call[1]] = nil
            put(call[1], .set(members))
            return Self.number(members.count)
        default: return nil
        }
    }

    private mutating func move(
        _ source: String,
        _ target: String,
        _ member: String
    ) throws -> StoreReply {
        guard keys[source] != nil else { return .integer(0) }
        let all = try set(source)
        var others = try set(target)
        guard all.contains(member) else { return .integer(0) }
        guard source != target else { return .integer(1) }
        if !others.contains(member) { others.append(member) }
        put(source, .set(all.filter { $0 != member }))
        put(target, .set(others))
        return .integer(1)
    }

    private func combine(_ operation: String, _ names: [String]) throws -> [String] {
        let sets = try names.map { try set($0) }
        let first = sets[0]
        switch operation {
        case "SINTER": return first.filter { member in sets.allSatisfy { $0.contains(member) } }
        case "SDIFF":
            return first.filter { member in !sets.dropFirst().contains { $0.contains(member) } }
        default:
            var all: [String] = []
            for member in sets.joined() where !all.contains(member) { all.append(member) }
            return all
        }
    }
}

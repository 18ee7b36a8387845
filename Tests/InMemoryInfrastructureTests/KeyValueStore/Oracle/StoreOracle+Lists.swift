import Infrastructure

extension StoreOracle {
    private func list(_ key: String) throws -> [String] {
        guard let value = keys[key]?.value else { return [] }
        guard case .list(let elements) = value else { throw Self.wrongType }
        return elements
    }

    mutating func answerLists(_ call: [String]) throws -> StoreReply? {
        switch call[0] {
        case "LPUSH", "RPUSH", "LPUSHX", "RPUSHX":
            var all = try list(call[1])
            if call[0].hasSuffix("X"), all.isEmpty { return .integer(0) }
            for element in call.dropFirst(2) {
                if call[0].hasPrefix("L") {
                    all.insert(element, at: 0)
                } else {
                    all.append(element)
                }
            }
            put(call[1], .list(all))
            return Self.number(all.count)
        case "LPOP", "RPOP": return try pop(call)
        case "LLEN": return Self.number(try list(call[1]).count)
        case "LRANGE":
            let bounds = (Int(try Self.integer(call[2])), Int(try Self.integer(call[3])))
            return Self.bulks(Self.slice(try list(call[1]), bounds.0, bounds.1))
        case "LINDEX":
            let place = Self.int(call[2])
            return Self.bulk(Self.slice(try list(call[1]), place, place).first)
        case "RPOPLPUSH": return try move(call[1], call[2], fromLeft: false, toLeft: true)
        case "LMOVE":
            return try move(
                call[1],
                call[2],
                fromLeft: call[3] == "LEFT",
                toLeft: call[4] == "LEFT"
            )
        default: return try answerListEdits(call)
        }
    }

    private mutating func answerListEdits(_ call: [String]) throws -> StoreReply? {
        guard ["LSET", "LREM", "LTRIM", "LINSERT", "LPOS"].contains(call[0]) else { return nil }
        var all = try list(call[1])
        var reply = StoreReply.ok
        switch call[0] {
        case "LSET":
            guard !all.isEmpty else { throw Self.noKey }
            let place = Self.int(call[2])
            let position = place < 0 ? all.count + place : place
            guard all.indices.contains(position) else {
                throw Fault.text("ERR index out of range")
            }
            all[position] = call[3]
        case "LREM":
            let count = Self.int(call[2])
            var places = all.indices.filter { all[$0] == call[3] }
            if count < 0 { places.reverse() }
            if count != 0 { places = Array(places.prefix(abs(count))) }
            for place in places.sorted(by: >) { all.remove(at: place) }
            reply = Self.number(places.count)
        case "LTRIM": all = Self.slice(all, Self.int(call[2]), Self.int(call[3]))
        case "LINSERT":
            guard !all.isEmpty else { return .integer(0) }
            guard let place = all.firstIndex(of: call[3]) else { return .integer(-1) }
            all.insert(call[4], at: call[2] == "BEFORE" ? place : place + 1)
            reply = Self.number(all.count)
        default: return all.firstIndex(of: call[2]).map { Self.number($0) } ?? .null
        }
        put(call[1], .list(all))
        return reply
    }

    private mutating func pop(_ call: [String]) throws -> StoreReply {
        var all = try list(call[1])
        guard !all.isEmpty else { return .null }
        let count = call.count > 2 ? Self.int(call[2]) : 1
        var popped: [String] = []
        while popped.count < count, !all.isEmpty {
            popped.append(call[0] == "LPOP" ? all.removeFirst() : all.removeLast())
        }
        put(call[1], .list(all))
        return call.count > 2 ? Self.bulks(popped) : Self.bulk(popped[0])
    }

    private mutating func move(
        _ source: String,
        _ target: String,
        fromLeft: Bool,
        toLeft: Bool
    ) throws -> StoreReply {
        var all = try list(source)
        guard !all.isEmpty else { return .null }
        _ = try list(target)
        let element = fromLeft ? all.removeFirst() : all.removeLast()
        // A list that rotates is never empty in between, and keeps its expiry.
        var others = source == target ? all : try list(target)
        others.insert(element, at: toLeft ? 0 : others.count)
        if source != target { put(source, .list(all)) }
        put(target, .list(others))
        return Self.bulk(element)
    }
}

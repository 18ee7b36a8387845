import Infrastructure

extension StoreOracle {
    mutating func answerStrings(_ call: [String]) throws -> StoreReply? {
        let key = call.count > 1 ? call[1] : ""
        switch call[0] {
        case "GET": return Self.bulk(try string(key))
        case "SET": return try set(call)
        case "SETNX":
            guard keys[key] == nil else { return .integer(0) }
            keys[key] = Key(value: .string(call[2]))
            return .integer(1)
        case "SETEX":
            keys[key] = Key(value: .string(call[3]), expiry: now + 1000 * Self.wide(call[2]))
            return .ok
        case "GETSET":
            let old = try string(key)
            keys[key] = Key(value: .string(call[2]))
            return Self.bulk(old)
        case "GETDEL":
            let old = try string(key)
            keys[key] = nil
            return Self.bulk(old)
        case "GETEX":
            guard let old = try string(key) else { return .null }
            if call.count == 3 { keys[key]?.expiry = nil }
            if call.count == 4 { keys[key]?.expiry = now + Self.wide(call[3]) }
            return Self.bulk(old)
        case "APPEND":
            put(key, .string((try string(key) ?? "") + call[2]))
            return Self.number(try string(key)?.count ?? 0)
        case "STRLEN": return Self.number(try string(key)?.count ?? 0)
        case "GETRANGE":
            let start = Int(try Self.integer(call[2]))
            let end = Int(try Self.integer(call[3]))
            let text = Array(try string(key) ?? "")
            if start < 0, end < 0, start > end { return Self.bulk("") }
            // Unlike elsewhere, an end before the first byte is the first byte.
            let last = end < 0 ? max(0, text.count + end) : end
            return Self.bulk(String(Self.slice(text, max(start, -text.count), last)))
        case "SETRANGE": return try setRange(key, Self.int(call[2]), call[3])
        default: return try answerManyStrings(call)
        }
    }

    private mutating func answerManyStrings(_ call: [String]) throws -> StoreReply? {
        let pairs = stride(from: 1, to: call.count - 1, by: 2)
        switch call[0] {
        case "MGET": return .array(call.dropFirst().map { Self.bulk((try? string($0)) ?? nil) })
        case "MSET":
            for place in pairs { keys[call[place]] = Key(value: .string(call[place + 1])) }
            return .ok
        case "MSETNX":
            for place in pairs where keys[call[place]] != nil { return .integer(0) }
            for place in pairs { keys[call[place]] = Key(value: .string(call[place + 1])) }
            return .integer(1)
        case "INCR": return try add(1, to: call[1])
        case "DECR": return try add(-1, to: call[1])
        case "INCRBY": return try add(try Self.integer(call[2]), to: call[1])
        case "DECRBY": return try add(-(try Self.integer(call[2])), to: call[1])
        case "INCRBYFLOAT":
            guard let old = Double(try string(call[1]) ?? "0"), let more = Double(call[2]) else {
                throw Self.notFloat
            }
            put(call[1], .string(Self.text(old + more)))
            return Self.bulk(Self.text(old + more))
        default: return nil
        }
    }

    private mutating func add(_ amount: Int64, to key: String) throws -> StoreReply {
        let old = try Self.integer(try string(key) ?? "0")
        let (sum, isTooMuch) = old.addingReportingOverflow(amount)
        guard !isTooMuch else { throw Fault.text("ERR increment or decrement would overflow") }
        put(key, .string("\(sum)"))
        return .integer(sum)
    }

    private mutating func set(_ call: [String]) throws -> StoreReply {
        let options = call.dropFirst(3)
        let times = [("PX", 1), ("EX", 1000)].compactMap { name, factor in
            options.firstIndex(of: name).map { Self.wide(call[$0 + 1]) * Int64(factor) }
        }
        guard !options.contains("NX") || !options.contains("XX"),
            times.isEmpty || !options.contains("KEEPTTL")
        else { throw Self.syntax }
        let old = options.contains("GET") ? try string(call[1]) : nil
        let isThere = keys[call[1]] != nil
        let isSet =
            options.contains("NX") ? !isThere : options.contains("XX") ? isThere : true
        if isSet {
            let expiry = times.first.map { now + $0 }
            let kept = options.contains("KEEPTTL") ? keys[call[1]]?.expiry : nil
            keys[call[1]] = Key(value: .string(call[2]), expiry: expiry ?? kept)
        }
        if options.contains("GET") { return Self.bulk(old) }
        return isSet ? .ok : .null
    }

    private mutating func setRange(
        _ key: String,
        _ offset: Int,
        _ text: String
    ) throws -> StoreReply {
        var letters = Array(try string(key) ?? "")
        guard !text.isEmpty else { return Self.number(letters.count) }
        while letters.count < offset + text.count { letters.append("\0") }
        for (place, letter) in text.enumerated() { letters[offset + place] = letter }
        put(key, .string(String(letters)))
        return Self.number(letters.count)
    }

    /// The elements from one position through another, as everywhere in Redis.
    static func slice<Element>(_ all: [Element], _ start: Int, _ end: Int) -> [Element] {
        all.indices.filter { place in
            place >= (start < 0 ? all.count + start : start)
                && place <= (end < 0 ? all.count + end : end)
        }
        .map { all[$0] }
    }
}

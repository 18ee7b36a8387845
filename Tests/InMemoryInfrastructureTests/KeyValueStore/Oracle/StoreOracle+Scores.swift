import Infrastructure

extension StoreOracle {
    private func scores(_ key: String) throws -> [Score] {
        guard let value = keys[key]?.value else { return [] }
        guard case .scores(let scores) = value else { throw Self.wrongType }
        return scores
    }

    private static func sorted(_ scores: [Score]) -> [Score] {
        scores.sorted { ($0.score, $0.member) < ($1.score, $1.member) }
    }

    private static func reply(_ scores: [Score], _ hasScores: Bool) -> StoreReply {
        bulks(scores.flatMap { hasScores ? [$0.member, text($0.score)] : [$0.member] })
    }

    mutating func answerScores(_ call: [String]) throws -> StoreReply? {
        guard call[0].hasPrefix("Z") else { return nil }
        if call[0] == "ZADD" { return try add(call) }
        let bounds = try Bounds(call)
        let all = try scores(call[1])
        func place(_ member: String) -> Int? { all.firstIndex { $0.member == member } }
        let hasScores = call.last == "WITHSCORES"
        switch call[0] {
        case "ZCARD": return Self.number(all.count)
        case "ZSCORE": return Self.bulk(place(call[2]).map { Self.text(all[$0].score) })
        case "ZMSCORE":
            return .array(
                call.dropFirst(2).map { Self.bulk(place($0).map { Self.text(all[$0].score) }) }
            )
        case "ZRANK": return place(call[2]).map { Self.number($0) } ?? .null
        case "ZREVRANK": return place(call[2]).map { Self.number(all.count - 1 - $0) } ?? .null
        case "ZRANGE": return Self.reply(Self.slice(all, bounds.start, bounds.end), hasScores)
        case "ZREVRANGE":
            return Self.reply(Self.slice(all.reversed(), bounds.start, bounds.end), hasScores)
        case "ZCOUNT": return Self.number(all.filter { bounds.contains($0.score) }.count)
        case "ZRANGEBYSCORE":
            return Self.reply(all.filter { bounds.contains($0.score) }, hasScores)
        default: return try answerScoreRemovals(call, bounds, all)
        }
    }

    private mutating func answerScoreRemovals(
        _ call: [String],
        _ bounds: Bounds,
        _ all: [Score]
    ) throws -> StoreReply? {
        let gone: [Score]
        switch call[0] {
        case "ZREM": gone = all.filter { call.dropFirst(2).contains($0.member) }
        case "ZREMRANGEBYSCORE": gone = all.filter { bounds.contains($0.score) }
        case "ZREMRANGEBYRANK": gone = Self.slice(all, bounds.start, bounds.end)
        case "ZPOPMIN": gone = Array(all.prefix(Self.int(call[2])))
        case "ZPOPMAX": gone = Array(all.reversed().prefix(Self.int(call[2])))
        default: return nil
        }
        put(call[1], .scores(all.filter { !gone.contains($0) }))
        return call[0].hasPrefix("ZPOP") ? Self.reply(gone, true) : Self.number(gone.count)
    }

    private mutating func add(_ call: [String]) throws -> StoreReply {
        let flags = call.dropFirst(2).prefix { Double($0) == nil }
        var all = try scores(call[1])
        var (added, changed) = (0, 0)
        for place in stride(from: 2 + flags.count, to: call.count, by: 2) {
            let score = Self.double(call[place])
            guard let old = all.firstIndex(where: { $0.member == call[place + 1] }) else {
                if flags.contains("XX") { continue }
                all.append(Score(member: call[place + 1], score: score))
                added += 1
                continue
            }
            let isBlocked =
                flags.contains("NX") || flags.contains("GT") && score <= all[old].score
                || flags.contains("LT") && score >= all[old].score
            if isBlocked || all[old].score == score { continue }
            all[old].score = score
            changed += 1
        }
        put(call[1], .scores(Self.sorted(all)))
        return Self.number(flags.contains("CH") ? added + changed : added)
    }

    /// The bounds of a range of ranks or scores, where the command has some.
    private struct Bounds {
        var start = 0
        var end = 0
        private var least = 0.0
        private var greatest = 0.0
        private var isLeastOut = false
        private var isGreatestOut = false

        init(_ call: [String]) throws {
            if call[0].hasSuffix("SCORE") && call[0].contains("RANGE") || call[0] == "ZCOUNT" {
                (isLeastOut, isGreatestOut) = (call[2].hasPrefix("("), call[3].hasPrefix("("))
                least = StoreOracle.double(call[2].drop { $0 == "(" })
                greatest = StoreOracle.double(call[3].drop { $0 == "(" })
            } else if call[0].contains("RANGE") {
                (start, end) = (StoreOracle.int(call[2]), StoreOracle.int(call[3]))
            }
        }

        func contains(_ score: Double) -> Bool {
            (isLeastOut ? score > least : score >= least)
                && (isGreatestOut ? score < greatest : score <= greatest)
        }
    }
}

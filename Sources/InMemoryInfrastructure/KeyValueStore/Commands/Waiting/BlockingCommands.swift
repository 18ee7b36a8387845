import Infrastructure

/// Commands that wait until a key has an element (C5.3).
///
/// Each does what the command does that does not wait, which says what there is to take; when
/// there is nothing, it waits, and does the same with the key that gets an element.
extension CommandTable {
    static let blockingLists: [StoreCommand] = [
        StoreCommand("blpop", -3, .waiting) { state, call throws(KeyValueStoreError) in
            try state.waitForPop(call, .list, "LPOP")
        },
        StoreCommand("brpop", -3, .waiting) { state, call throws(KeyValueStoreError) in
            try state.waitForPop(call, .list, "RPOP")
        },
        StoreCommand("blmpop", -5, .waiting) { state, call throws(KeyValueStoreError) in
            try state.waitForManyPop(call, .list, "LMPOP", ("LEFT", "RIGHT"))
        },
        StoreCommand("blmove", 6, [.growing, .waiting]) { state, call throws(KeyValueStoreError) in
            for place in 3...4 where !call.word(place, is: "LEFT") {
                guard call.word(place, is: "RIGHT") else { throw .syntax }
            }
            return try state.waitForMove(call, "LMOVE")
        },
        StoreCommand("brpoplpush", 4, [.growing, .waiting]) {
            state,
            call throws(KeyValueStoreError) in
            try state.waitForMove(call, "RPOPLPUSH")
        },
    ]

    static let blockingSortedSets: [StoreCommand] = [
        StoreCommand("bzpopmin", -3, .waiting) { state, call throws(KeyValueStoreError) in
            try state.waitForPop(call, .sortedSet, "ZPOPMIN")
        },
        StoreCommand("bzpopmax", -3, .waiting) { state, call throws(KeyValueStoreError) in
            try state.waitForPop(call, .sortedSet, "ZPOPMAX")
        },
        StoreCommand("bzmpop", -5, .waiting) { state, call throws(KeyValueStoreError) in
            try state.waitForManyPop(call, .sortedSet, "ZMPOP", ("MIN", "MAX"))
        },
    ]
}

extension StoreState {
    /// `BLPOP key … timeout` and its kin; the reply is the key and what was taken.
    fileprivate mutating func waitForPop(
        _ call: StoreCall,
        _ kind: StoreValue.Kind,
        _ command: String
    ) throws(KeyValueStoreError) -> StoreReply {
        let deadline = try deadline(call, call.count - 1)
        let keys = call.texts(from: 1).dropLast()
        for key in keys where try find(key, as: kind) != nil {
            return pop(key, command)
        }
        return waitForKeys(Array(keys), of: kind, until: deadline, call) { state, _, key in
            state.pop(key, command)
        }
    }

    private mutating func pop(_ key: String, _ command: String) -> StoreReply {
        let reply = run(StoreCall([command, key]))
        switch reply {
        case .array(let parts): return .array([.bulk(.text(key))] + parts)
        case .error: return reply
        default: return .array([.bulk(.text(key)), reply])
        }
    }

    /// `BLMPOP timeout numkeys key … LEFT|RIGHT …` and its kin.
    fileprivate mutating func waitForManyPop(
        _ call: StoreCall,
        _ kind: StoreValue.Kind,
        _ command: String,
        _ ends: (first: StaticString, last: StaticString)
    ) throws(KeyValueStoreError) -> StoreReply {
        let pop = StoreCall([.text(command)] + call.words[2...])
        let keys = try ManyPop(pop, ends).candidates
        let deadline = try deadline(call, 1)
        let reply = run(pop)
        guard reply == .null else { return reply }
        return waitForKeys(keys, of: kind, until: deadline, call) { state, call, key in
            let options = call.words[(3 + keys.count)...]
            return state.run(StoreCall([.text(command), .text("1"), .text(key)] + options))
        }
    }

    /// `BLMOVE source target LEFT|RIGHT LEFT|RIGHT timeout` and its kin.
    fileprivate mutating func waitForMove(
        _ call: StoreCall,
        _ command: String
    ) throws(KeyValueStoreError) -> StoreReply {
        let deadline = try deadline(call, call.count - 1)
        let move = StoreCall([.text(command)] + call.words.dropFirst().dropLast())
        guard try find(call[1], as: .list) == nil else { return run(move) }
        return waitForKeys([call[1]], of: .list, until: deadline, move) { state, move, _ in
            state.run(move)
        }
    }

    private mutating func run(_ call: StoreCall) -> StoreReply {
        do throws(KeyValueStoreError) {
            return run(try CommandTable.find(call), call)
        } catch {
            return .error(error.text)
        }
    }

    /// The instant (ns since the start) that a time-out in seconds ends at; nil for 0, for ever.
    private func deadline(_ call: StoreCall, _ place: Int) throws(KeyValueStoreError) -> Int64? {
        let text = call[place]
        // A zero byte would end the text for the library.
        guard !text.utf8.contains(0), let seconds = Double(text), !seconds.isNaN else {
            throw KeyValueStoreError("ERR timeout is not a float or out of range")
        }
        let milliseconds = (seconds * 1000).rounded(.up)
        // What does not fit becomes the least integer (`timeout.c`).
        guard milliseconds >= 0, milliseconds < 0x1p63 else {
            throw KeyValueStoreError("ERR timeout is negative")
        }
        guard milliseconds > 0 else { return nil }
        guard Int64(milliseconds) <= .max - now else { throw Self.timeoutOutOfRange }
        let (nanoseconds, isTooMuch) = Int64(milliseconds).multipliedReportingOverflow(
            by: 1_000_000
        )
        // Later than any run lasts is for ever.
        guard !isTooMuch, nanoseconds <= .max - instant else { return nil }
        return instant + nanoseconds
    }

    private static let timeoutOutOfRange = KeyValueStoreError("ERR timeout is out of range")
}

import Infrastructure

/// Parts of strings, by bytes.
extension CommandTable {
    static let stringParts: [StoreCommand] = [
        StoreCommand("append", 3, .growing) { state, call throws(KeyValueStoreError) in
            .integer(Int64(try state.append(call.words[2], to: call[1])))
        },
        StoreCommand("strlen", 2) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .string) else { return .integer(0) }
            return .integer(Int64(state[place].payload.byteCount))
        },
        StoreCommand("getrange", 4) { state, call throws(KeyValueStoreError) in
            try state.range(call)
        },
        StoreCommand("substr", 4) { state, call throws(KeyValueStoreError) in
            try state.range(call)
        },
        StoreCommand("setrange", 4, .growing) { state, call throws(KeyValueStoreError) in
            let offset = try call.integer(2)
            guard offset >= 0 else { throw .offsetOutOfRange }
            let bytes = call.words[3].utf8
            return .integer(Int64(try state.setRange(call[1], at: offset, to: bytes)))
        },
        StoreCommand("lcs", -3) { state, call throws(KeyValueStoreError) in
            try state.longestCommonSubsequence(call)
        },
    ]
}

extension StoreState {
    /// The most bytes of a string (`proto-max-bulk-len`).
    private static let mostBytes = 512 << 20

    /// Puts bytes behind those of a string and returns how many there are then.
    mutating func append(
        _ payload: Payload,
        to key: String
    ) throws(KeyValueStoreError) -> Int {
        guard let place = try find(key, as: .string) else {
            set(key, to: .string(payload))
            return payload.byteCount
        }
        let old = self[place].payload
        let length = old.byteCount + payload.byteCount
        guard length <= Self.mostBytes else { throw .stringTooLong }
        if case .text(var text) = old, case .text(let more) = payload {
            // Nobody else may hold the text, or appending would copy it.
            self[place] = .integer(0)
            _ = consume old
            text += more
            self[place] = .string(.text(text))
        } else {
            self[place] = .string(Payload(bytes: old.utf8 + payload.utf8))
        }
        changed(place)
        return length
    }

    fileprivate mutating func range(_ call: StoreCall) throws(KeyValueStoreError) -> StoreReply {
        var start = try call.integer(2)
        var end = try call.integer(3)
        guard let place = try find(call[1], as: .string) else { return .bulk(.text("")) }
        let payload = self[place].payload
        let length = Int64(payload.byteCount)
        if start < 0, end < 0, start > end { return .bulk(.text("")) }
        if start < 0 { start = max(0, length + start) }
        if end < 0 { end = max(0, length + end) }
        end = min(end, length - 1)
        guard start <= end else { return .bulk(.text("")) }
        return .bulk(payload.part(Int(start)..<Int(end) + 1))
    }

    fileprivate mutating func setRange(
        _ key: String,
        at offset: Int64,
        to bytes: [UInt8]
    ) throws(KeyValueStoreError) -> Int {
        let place = try find(key, as: .string)
        let old = place.map { self[$0].payload.byteCount } ?? 0
        guard !bytes.isEmpty else { return old }
        let (end, isTooMuch) = Int(offset).addingReportingOverflow(bytes.count)
        guard !isTooMuch, end <= Self.mostBytes else { throw .stringTooLong }
        var all = place.map { self[$0].payload.utf8 } ?? []
        if all.count < end { all += [UInt8](repeating: 0, count: end - all.count) }
        all.replaceSubrange(Int(offset)..<end, with: bytes)
        let length = all.count
        let value = StoreValue.string(Payload(bytes: all))
        guard let place else {
            set(key, to: value)
            return length
        }
        self[place] = value
        changed(place)
        return length
    }
}

extension Payload {
    /// Some of the bytes.
    func part(_ range: Range<Int>) -> Payload {
        guard case .text(let text) = self else { return Payload(bytes: Array(utf8[range])) }
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(start, offsetBy: range.count)
        return Payload(bytes: Array(bytes[start..<end]))
    }
}

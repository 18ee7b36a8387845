import Infrastructure

/// Looking at elements (C5.2).
extension CommandTable {
    static let listParts: [StoreCommand] = [
        StoreCommand("llen", 2) { state, call throws(KeyValueStoreError) in
            .count(try state.find(call[1], as: .list).map { state[$0].list.count } ?? 0)
        },
        StoreCommand("lindex", 3) { state, call throws(KeyValueStoreError) in
            guard let place = try state.find(call[1], as: .list) else { return .null }
            let index = try call.integer(2)
            let list = state[place].list
            return list.position(index).map { .bulk(list[$0]) } ?? .null
        },
        StoreCommand("lrange", 4) { state, call throws(KeyValueStoreError) in
            let (start, end) = (try call.integer(2), try call.integer(3))
            guard let place = try state.find(call[1], as: .list) else { return .empty }
            let list = state[place].list
            guard let positions = clampedPositions(from: start, through: end, of: list.count)
            else { return .empty }
            return .array(positions.map { .bulk(list[$0]) })
        },
        StoreCommand("lpos", -3) { state, call throws(KeyValueStoreError) in
            let search = try ListSearch(call)
            let place = try state.find(call[1], as: .list)
            let found = place.map { search.positions(in: state[$0].list) } ?? []
            guard search.count != nil else { return found.first.map { .count($0) } ?? .null }
            return .array(found.map { .count($0) })
        },
    ]
}

/// What `LPOS` looks for.
private struct ListSearch {
    let element: Payload
    private var rank: Int64 = 1
    private(set) var count: Int?
    private var greatestLength = 0

    private static let zeroRank = KeyValueStoreError(
        """
        ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use \
        negative to start from the end of the list
        """
    )
    private static let negativeCount = KeyValueStoreError("ERR COUNT can't be negative")
    private static let negativeLength = KeyValueStoreError("ERR MAXLEN can't be negative")

    /// `element [RANK rank] [COUNT count] [MAXLEN length]`, from the third word on.
    init(_ call: StoreCall) throws(KeyValueStoreError) {
        element = call.words[2]
        var word = 3
        while word < call.count {
            guard word + 1 < call.count else { throw .syntax }
            if call.word(word, is: "RANK") {
                rank = try call.integer(word + 1)
                guard rank != 0 else { throw Self.zeroRank }
            } else if call.word(word, is: "COUNT") {
                count = try call.elementCount(word + 1, or: Self.negativeCount)
            } else if call.word(word, is: "MAXLEN") {
                greatestLength = try call.elementCount(word + 1, or: Self.negativeLength)
            } else {
                throw .syntax
            }
            word += 2
        }
    }

    /// Where the element is; without a count, the first place alone.
    func positions(in list: ListValue) -> [Int] {
        let length = greatestLength == 0 ? list.count : min(greatestLength, list.count)
        var passed = rank.magnitude - 1
        // The least rank has no counterpart, and Redis then takes every match, whatever the count.
        let wanted = rank == .min ? (count == nil ? 1 : 0) : count ?? 1
        if rank == .min { passed = 0 }
        var found: [Int] = []
        for step in 0..<length {
            let position = rank > 0 ? step : list.count - 1 - step
            guard list[position] == element else { continue }
            guard passed == 0 else {
                passed -= 1
                continue
            }
            found.append(position)
            if wanted > 0, found.count == wanted { break }
        }
        return found
    }
}

extension ListValue {
    /// The position of an index, which counts from the end where it is negative.
    func position(_ index: Int64) -> Int? {
        let position = index < 0 ? index + Int64(count) : index
        guard position >= 0, position < count else { return nil }
        return Int(position)
    }
}

import Infrastructure

/// What `LMPOP` and `ZMPOP` are to take: up to a count from one end of the first key that has some.
struct ManyPop {
    let candidates: [String]

    /// The end is the first of the two that there are.
    let isFirst: Bool
    let count: Int

    /// `numkeys key … end [COUNT count]`, from the second word on.
    init(
        _ call: StoreCall,
        _ ends: (first: StaticString, last: StaticString)
    ) throws(KeyValueStoreError) {
        let keyCount = try call.positive(1, or: .tooFewKeys)
        guard keyCount < call.count - 2 else { throw .syntax }
        candidates = Array(call.texts(from: 2).prefix(keyCount))
        var word = 2 + keyCount
        isFirst = call.word(word, is: ends.first)
        guard isFirst || call.word(word, is: ends.last) else { throw .syntax }
        word += 1
        var count: Int?
        while word < call.count {
            guard count == nil, call.word(word, is: "COUNT"), word + 1 < call.count else {
                throw .syntax
            }
            count = try call.positive(word + 1, or: .countNotPositive)
            word += 2
        }
        self.count = count ?? 1
    }
}

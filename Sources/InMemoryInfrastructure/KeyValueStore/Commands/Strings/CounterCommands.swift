import Infrastructure

/// Strings that are numbers (C1.5, C1.6).
extension CommandTable {
    static let counters: [StoreCommand] = [
        StoreCommand("incr", 2, .growing) { state, call throws(KeyValueStoreError) in
            .integer(try state.increment(call[1], by: 1))
        },
        StoreCommand("decr", 2, .growing) { state, call throws(KeyValueStoreError) in
            .integer(try state.increment(call[1], by: -1))
        },
        StoreCommand("incrby", 3, .growing) { state, call throws(KeyValueStoreError) in
            .integer(try state.increment(call[1], by: try call.integer(2)))
        },
        StoreCommand("decrby", 3, .growing) { state, call throws(KeyValueStoreError) in
            let amount = try call.integer(2)
            guard amount != .min else { throw .decrementOverflow }
            return .integer(try state.increment(call[1], by: -amount))
        },
        StoreCommand("incrbyfloat", 3, .growing) { state, call throws(KeyValueStoreError) in
            .bulk(.text(try state.incrementFloat(call[1], by: call[2])))
        },
    ]
}

extension StoreState {
    /// Adds to a counter and returns its new value; its expiry stays.
    mutating func increment(
        _ key: String,
        by amount: Int64
    ) throws(KeyValueStoreError) -> Int64 {
        guard let place = find(key) else {
            let place = insert(key, .integer(amount), in: selected)
            changed(place)
            return amount
        }
        let value: Int64
        switch self[place] {
        case .integer(let integer): value = integer
        case .string(let payload):
            guard let integer = payload.plainInteger else { throw .notAnInteger }
            value = integer
        case .list, .hash, .set, .sortedSet: throw .wrongType
        }
        let (sum, isTooMuch) = value.addingReportingOverflow(amount)
        guard !isTooMuch else { throw .overflow }
        self[place] = .integer(sum)
        changed(place)
        return sum
    }

    /// Adds to a number with a fraction and returns its text; its expiry stays.
    mutating func incrementFloat(
        _ key: String,
        by amount: String
    ) throws(KeyValueStoreError) -> String {
        let place = try find(key, as: .string)
        let old = place.map { self[$0].payload.text } ?? "0"
        guard let value = LongDouble(old), let amount = LongDouble(amount) else {
            throw .notAFloat
        }
        let sum = value + amount
        guard sum.isFinite else { throw .notANumber }
        let text = sum.description
        guard let place else {
            set(key, to: .string(.text(text)))
            return text
        }
        self[place] = .string(.text(text))
        changed(place)
        return text
    }
}

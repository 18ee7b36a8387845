import Infrastructure

/// Fields that are numbers (C4.1).
extension CommandTable {
    static let hashNumbers: [StoreCommand] = [
        StoreCommand("hincrby", 4, .growing) { state, call throws(KeyValueStoreError) in
            let amount = try call.integer(3)
            return .integer(try state.incrementField(call[2], of: call[1], by: amount))
        },
        StoreCommand("hincrbyfloat", 4, .growing) { state, call throws(KeyValueStoreError) in
            guard let amount = LongDouble(call[3]) else { throw .notAFloat }
            guard amount.isFinite else { throw notFinite }
            return .text(try state.incrementField(call[2], of: call[1], by: amount))
        },
    ]

    private static let notFinite = KeyValueStoreError("ERR value is NaN or Infinity")
}

extension StoreState {
    private static let notAnIntegerField = KeyValueStoreError("ERR hash value is not an integer")
    private static let notAFloatField = KeyValueStoreError("ERR hash value is not a float")

    fileprivate mutating func incrementField(
        _ field: String,
        of key: String,
        by amount: Int64
    ) throws(KeyValueStoreError) -> Int64 {
        let place = try find(key, as: .hash)
        var old: Int64 = 0
        if let place, let value = self[place].hash[field] {
            guard let integer = value.plainInteger else { throw Self.notAnIntegerField }
            old = integer
        }
        let (sum, isTooMuch) = old.addingReportingOverflow(amount)
        guard !isTooMuch else { throw .overflow }
        try setField(field, of: key, to: String(sum))
        return sum
    }

    fileprivate mutating func incrementField(
        _ field: String,
        of key: String,
        by amount: LongDouble
    ) throws(KeyValueStoreError) -> String {
        let place = try find(key, as: .hash)
        var sum = amount
        if let place, let value = self[place].hash[field] {
            guard let number = LongDouble(value.text) else { throw Self.notAFloatField }
            sum = number + amount
        }
        guard sum.isFinite else { throw .notANumber }
        let text = sum.description
        try setField(field, of: key, to: text)
        return text
    }

    private mutating func setField(
        _ field: String,
        of key: String,
        to value: String
    ) throws(KeyValueStoreError) {
        let place = try findOrCreate(key, as: .hash)
        self[place].hash.set(field, to: .text(value))
        changed(place)
    }
}

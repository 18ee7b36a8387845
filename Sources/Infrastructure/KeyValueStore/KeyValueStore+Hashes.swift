/// Keys that hold fields with values.
extension KeyValueStore {
    /// The value of a field, or nil when there is none (`HGET`).
    package func field(
        _ field: String,
        of key: String
    ) async throws(KeyValueStoreError) -> Payload? {
        try await call([.text("HGET"), .text(key), .text(field)]).payload
    }

    /// Sets a field; true when it is new (`HSET`).
    @discardableResult
    package func setField(
        _ field: String,
        of key: String,
        to value: Payload
    ) async throws(KeyValueStoreError) -> Bool {
        try await count([.text("HSET"), .text(key), .text(field), value]) == 1
    }

    /// Sets fields and says how many are new (`HSET`).
    @discardableResult
    package func setFields(
        of key: String,
        to values: [(field: String, value: Payload)]
    ) async throws(KeyValueStoreError) -> Int {
        guard !values.isEmpty else { return 0 }
        let words = values.flatMap { [.text($0.field), $0.value] }
        return try await count([.text("HSET"), .text(key)] + words)
    }

    /// Removes fields and says how many there were (`HDEL`).
    @discardableResult
    package func deleteFields(
        _ fields: [String],
        of key: String
    ) async throws(KeyValueStoreError) -> Int {
        guard !fields.isEmpty else { return 0 }
        return try await count([.text("HDEL"), .text(key)] + Payload.texts(fields))
    }

    /// All fields with their values (`HGETALL`).
    package func fields(
        of key: String
    ) async throws(KeyValueStoreError) -> [(field: String, value: Payload)] {
        let parts = try await call([.text("HGETALL"), .text(key)]).array ?? []
        return stride(from: 0, to: parts.count - 1, by: 2).map { place in
            (parts[place].payload?.text ?? "", parts[place + 1].payload ?? .empty)
        }
    }

    /// Adds to a field, which begins at 0, and returns what it is then (`HINCRBY`).
    @discardableResult
    package func incrementField(
        _ field: String,
        of key: String,
        by amount: Int64
    ) async throws(KeyValueStoreError) -> Int64 {
        let words: [Payload] = [.text("HINCRBY"), .text(key), .text(field), .integer(amount)]
        return try await call(words).integer ?? 0
    }
}

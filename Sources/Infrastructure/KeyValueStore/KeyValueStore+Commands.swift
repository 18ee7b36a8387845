/// What the typed methods are made of: words in, a reply out.
extension KeyValueStore {
    /// Carries out a command; its error is thrown.
    func call(_ words: [Payload]) async throws(KeyValueStoreError) -> StoreReply {
        let reply = try await perform(words)
        if case .error(let text) = reply { throw KeyValueStoreError(text) }
        return reply
    }

    /// Carries out a command that answers with a number.
    func count(_ words: [Payload]) async throws(KeyValueStoreError) -> Int {
        Int(try await call(words).integer ?? 0)
    }
}

extension Payload {
    static func texts(_ texts: [String]) -> [Payload] { texts.map { .text($0) } }

    static func integer(_ integer: some BinaryInteger) -> Payload { .text("\(integer)") }
}

// MARK: - Keys and messages

extension KeyValueStore {
    /// The values of keys, for a store without a shorter way to them.
    package func get(_ keys: [String]) async throws(KeyValueStoreError) -> [Payload?] {
        guard !keys.isEmpty else { return [] }
        return try await call([.text("MGET")] + Payload.texts(keys)).array?.map(\.payload) ?? []
    }

    /// All keys that match a pattern (`KEYS`); goes through all there are.
    package func keys(matching pattern: String) async throws(KeyValueStoreError) -> [String] {
        let reply = try await call([.text("KEYS"), .text(pattern)])
        return reply.array?.compactMap { $0.payload?.text } ?? []
    }

    /// A page of the keys that match a pattern (`SCAN`).
    ///
    /// The first cursor is 0, and the last page has the next cursor 0. A key that is there
    /// throughout is on some page.
    package func scan(
        from cursor: Int = 0,
        matching pattern: String = "*",
        count: Int = 10
    ) async throws(KeyValueStoreError) -> (next: Int, keys: [String]) {
        let reply = try await call([
            .text("SCAN"), .integer(cursor), .text("MATCH"), .text(pattern), .text("COUNT"),
            .integer(count),
        ])
        guard let page = reply.array, page.count == 2 else { return (0, []) }
        let keys = page[1].array?.compactMap { $0.payload?.text } ?? []
        return (page[0].payload.flatMap { Int($0.text) } ?? 0, keys)
    }

    /// Sends a message to whoever is subscribed now; the number of subscriptions (`PUBLISH`).
    @discardableResult
    package func publish(
        _ payload: Payload,
        to channel: String
    ) async throws(KeyValueStoreError) -> Int {
        try await count([.text("PUBLISH"), .text(channel), payload])
    }
}

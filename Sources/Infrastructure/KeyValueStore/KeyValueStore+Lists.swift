/// Keys that hold elements in order, added and taken at both ends.
extension KeyValueStore {
    /// Puts elements in front, one after the other, and says how many there are (`LPUSH`).
    @discardableResult
    package func pushFirst(
        _ elements: [Payload],
        to key: String
    ) async throws(KeyValueStoreError) -> Int {
        guard !elements.isEmpty else { return try await elementCount(of: key) }
        return try await count([.text("LPUSH"), .text(key)] + elements)
    }

    /// Puts elements at the end and says how many there are (`RPUSH`).
    @discardableResult
    package func pushLast(
        _ elements: [Payload],
        to key: String
    ) async throws(KeyValueStoreError) -> Int {
        guard !elements.isEmpty else { return try await elementCount(of: key) }
        return try await count([.text("RPUSH"), .text(key)] + elements)
    }

    /// Takes the first element, or nil when there is none (`LPOP`).
    package func popFirst(_ key: String) async throws(KeyValueStoreError) -> Payload? {
        try await call([.text("LPOP"), .text(key)]).payload
    }

    /// Takes the last element, or nil when there is none (`RPOP`).
    package func popLast(_ key: String) async throws(KeyValueStoreError) -> Payload? {
        try await call([.text("RPOP"), .text(key)]).payload
    }

    /// Takes the first element of the first list that has one, and waits for it (`BLPOP`).
    ///
    /// Who waits longer is served first. Nil when the time is over; without one, it never is.
    package func waitForFirst(
        of keys: [String],
        timeout: Duration? = nil
    ) async throws(KeyValueStoreError) -> (key: String, element: Payload)? {
        try await wait("BLPOP", keys, timeout)
    }

    /// Takes the last element of the first list that has one, and waits for it (`BRPOP`).
    package func waitForLast(
        of keys: [String],
        timeout: Duration? = nil
    ) async throws(KeyValueStoreError) -> (key: String, element: Payload)? {
        try await wait("BRPOP", keys, timeout)
    }

    private func wait(
        _ command: String,
        _ keys: [String],
        _ timeout: Duration?
    ) async throws(KeyValueStoreError) -> (key: String, element: Payload)? {
        let seconds = try timeout.inSeconds
        let reply = try await call([.text(command)] + Payload.texts(keys) + [.text(seconds)])
        guard let parts = reply.array, parts.count == 2 else { return nil }
        return (parts[0].payload?.text ?? "", parts[1].payload ?? .empty)
    }

    /// Moves the last element of a list to the front of another and returns it (`RPOPLPUSH`).
    @discardableResult
    package func moveLast(
        of source: String,
        toFirstOf target: String
    ) async throws(KeyValueStoreError) -> Payload? {
        try await call([.text("RPOPLPUSH"), .text(source), .text(target)]).payload
    }

    /// The elements from one position to another; negative ones count from the end (`LRANGE`).
    package func elements(
        of key: String,
        from start: Int = 0,
        through end: Int = -1
    ) async throws(KeyValueStoreError) -> [Payload] {
        let reply = try await call([
            .text("LRANGE"), .text(key), .integer(start), .integer(end),
        ])
        return reply.array?.compactMap(\.payload) ?? []
    }

    /// How many elements there are (`LLEN`).
    package func elementCount(of key: String) async throws(KeyValueStoreError) -> Int {
        try await count([.text("LLEN"), .text(key)])
    }
}

extension Duration? {
    /// A time-out in the words of Redis: whole milliseconds, rounded up; 0 is without end.
    fileprivate var inSeconds: String {
        get throws(KeyValueStoreError) {
            guard let self else { return "0" }
            let (seconds, attoseconds) = self.components
            guard self > .zero else { throw KeyValueStoreError("ERR timeout is negative") }
            let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
            let fraction = String(1000 + milliseconds % 1000).dropFirst()
            return "\(seconds + milliseconds / 1000).\(fraction)"
        }
    }
}

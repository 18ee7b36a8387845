/// A member of a sorted set and what it is sorted by.
package struct ScoredMember: Sendable, Equatable {
    package let member: String
    package let score: Double

    package init(member: String, score: Double) {
        self.member = member
        self.score = score
    }
}

/// Keys that hold members in the order of their scores.
extension KeyValueStore {
    /// Gives a member a score; true when it is new (`ZADD`).
    @discardableResult
    package func setScore(
        _ score: Double,
        of member: String,
        in key: String
    ) async throws(KeyValueStoreError) -> Bool {
        try await count([.text("ZADD"), .text(key), .text("\(score)"), .text(member)]) == 1
    }

    /// The score of a member, or nil when there is none (`ZSCORE`).
    package func score(
        of member: String,
        in key: String
    ) async throws(KeyValueStoreError) -> Double? {
        let reply = try await call([.text("ZSCORE"), .text(key), .text(member)])
        return reply.payload.flatMap { Double($0.text) }
    }

    /// Removes members and says how many there were (`ZREM`).
    @discardableResult
    package func deleteScored(
        _ members: [String],
        of key: String
    ) async throws(KeyValueStoreError) -> Int {
        guard !members.isEmpty else { return 0 }
        return try await count([.text("ZREM"), .text(key)] + Payload.texts(members))
    }

    /// The members from one rank to another; negative ones count from the end (`ZRANGE`).
    package func scored(
        in key: String,
        fromRank start: Int = 0,
        throughRank end: Int = -1
    ) async throws(KeyValueStoreError) -> [ScoredMember] {
        try await scored([
            .text("ZRANGE"), .text(key), .integer(start), .integer(end), .text("WITHSCORES"),
        ])
    }

    /// The members with scores in a range, both ends included (`ZRANGE … BYSCORE`).
    package func scored(
        in key: String,
        from least: Double,
        through greatest: Double,
        limit: Int? = nil
    ) async throws(KeyValueStoreError) -> [ScoredMember] {
        try await scored([
            .text("ZRANGE"), .text(key), .text("\(least)"), .text("\(greatest)"),
            .text("BYSCORE"), .text("LIMIT"), .text("0"), .integer(limit ?? -1),
            .text("WITHSCORES"),
        ])
    }

    /// Takes the members with the least scores, lowest first (`ZPOPMIN`).
    package func popLowest(
        _ key: String,
        count: Int = 1
    ) async throws(KeyValueStoreError) -> [ScoredMember] {
        try await scored([.text("ZPOPMIN"), .text(key), .integer(count)])
    }

    private func scored(
        _ words: [Payload]
    ) async throws(KeyValueStoreError) -> [ScoredMember] {
        let parts = try await call(words).array ?? []
        return stride(from: 0, to: parts.count - 1, by: 2).map { place in
            ScoredMember(
                member: parts[place].payload?.text ?? "",
                score: parts[place + 1].payload.flatMap { Double($0.text) } ?? 0
            )
        }
    }
}

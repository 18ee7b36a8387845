/// Keys that hold members without order or repetition.
extension KeyValueStore {
    /// Adds members and says how many are new (`SADD`).
    @discardableResult
    package func insertMembers(
        _ members: [String],
        into key: String
    ) async throws(KeyValueStoreError) -> Int {
        guard !members.isEmpty else { return 0 }
        return try await count([.text("SADD"), .text(key)] + Payload.texts(members))
    }

    /// Removes members and says how many there were (`SREM`).
    @discardableResult
    package func deleteMembers(
        _ members: [String],
        of key: String
    ) async throws(KeyValueStoreError) -> Int {
        guard !members.isEmpty else { return 0 }
        return try await count([.text("SREM"), .text(key)] + Payload.texts(members))
    }

    /// True when a set has a member (`SISMEMBER`).
    package func isMember(
        _ member: String,
        of key: String
    ) async throws(KeyValueStoreError) -> Bool {
        try await count([.text("SISMEMBER"), .text(key), .text(member)]) == 1
    }

    /// All members (`SMEMBERS`).
    package func members(of key: String) async throws(KeyValueStoreError) -> [String] {
        let reply = try await call([.text("SMEMBERS"), .text(key)])
        return reply.array?.compactMap { $0.payload?.text } ?? []
    }
}

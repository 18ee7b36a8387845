/// A connection to the store: a selected database, a transaction, watched keys, subscriptions.
///
/// It is the door for commands as text, `["SET", "k", "v", "NX"]`; what has a method on
/// `KeyValueStore` does the same by that.
package protocol StoreConnection: AnyObject, Sendable {
    /// Carries out one command; errors of the command are replies.
    ///
    /// Throws only when the calling task was cancelled meanwhile.
    func execute(_ command: [String]) async throws(KeyValueStoreError) -> StoreReply

    /// Carries out one command whose words are structured values or text.
    func perform(_ command: [Payload]) async throws(KeyValueStoreError) -> StoreReply

    /// Ends the connection with its transaction, watches and subscriptions.
    func close() async
}

/// Gets what is published to the channels that a connection subscribes to.
package protocol StoreSubscriber: Sendable {
    /// Gets one message; `pattern` is set when a pattern led to it (`message`, `pmessage`).
    func receive(_ payload: Payload, channel: String, pattern: String?) async
}

extension StoreConnection {
    /// Has the next transaction give up when one of the keys changes before it (`WATCH`).
    package func watch(_ keys: [String]) async throws(KeyValueStoreError) {
        guard !keys.isEmpty else { return }
        try await succeed(["WATCH"] + keys)
    }

    /// Forgets the watched keys (`UNWATCH`).
    package func unwatch() async throws(KeyValueStoreError) {
        try await succeed(["UNWATCH"])
    }

    /// Carries out commands without another in between (`MULTI`, `EXEC`).
    ///
    /// Nil, with nothing done, when a watched key has changed. A command that fails does not keep
    /// the others from being done; one that is no command does, and is thrown.
    package func transaction(
        _ commands: [[String]]
    ) async throws(KeyValueStoreError) -> [StoreReply]? {
        try await succeed(["MULTI"])
        for command in commands { _ = try await execute(command) }
        return try await succeed(["EXEC"]).array
    }

    @discardableResult
    private func succeed(_ command: [String]) async throws(KeyValueStoreError) -> StoreReply {
        let reply = try await execute(command)
        if case .error(let text) = reply { throw KeyValueStoreError(text) }
        return reply
    }
}

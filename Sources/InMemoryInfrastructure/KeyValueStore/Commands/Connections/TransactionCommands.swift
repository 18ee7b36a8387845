import Infrastructure

/// Transactions (C9.1 to C9.3).
extension CommandTable {
    static let transactions: [StoreCommand] = [
        StoreCommand("multi", 1, [.immediate, .session]) { state, _ throws(KeyValueStoreError) in
            guard state.connections[state.client].queue == nil else { throw nested }
            state.connections[state.client].queue = []
            return .ok
        },
        StoreCommand("exec", 1, [.immediate, .freeing, .session]) {
            state,
            _ throws(KeyValueStoreError) in
            try state.executeTransaction()
        },
        StoreCommand("discard", 1, [.immediate, .freeing, .session]) {
            state,
            _ throws(KeyValueStoreError) in
            guard state.connections[state.client].queue != nil else { throw discardWithoutMulti }
            state.discardTransaction()
            return .ok
        },
        StoreCommand("watch", -2, [.immediate, .session]) {
            state,
            call throws(KeyValueStoreError) in
            guard state.connections[state.client].queue == nil else { throw watchInside }
            for key in call.texts(from: 1) { state.watch(key) }
            return .ok
        },
        StoreCommand("unwatch", 1, .session) { state, _ in
            state.unwatch(state.client)
            state.connections[state.client].isDirty = false
            return .ok
        },
    ]

    private static let nested = KeyValueStoreError("ERR MULTI calls can not be nested")
    private static let discardWithoutMulti = KeyValueStoreError("ERR DISCARD without MULTI")
    private static let watchInside = KeyValueStoreError(
        "ERR WATCH inside MULTI is not allowed"
    )
}

extension StoreState {
    private static let withoutMulti = KeyValueStoreError("ERR EXEC without MULTI")
    private static let aborted = KeyValueStoreError(
        "EXECABORT Transaction discarded because of previous errors."
    )

    /// Carries out what was queued; nil when a watched key has changed.
    fileprivate mutating func executeTransaction() throws(KeyValueStoreError) -> StoreReply {
        let connection = connections[client]
        guard let queue = connection.queue else { throw Self.withoutMulti }
        let isDirty = connection.isDirty || hasExpiredWatch(client)
        discardTransaction()
        guard !connection.hasRefused else { throw Self.aborted }
        guard !isDirty else { return .null }
        isInTransaction = true
        var replies: [StoreReply] = []
        for (command, call) in queue { replies.append(run(command, call)) }
        isInTransaction = false
        return .array(replies)
    }
}

import Infrastructure

/// What is about a connection itself.
extension CommandTable {
    static let connections: [StoreCommand] = [
        StoreCommand("ping", -1, .subscriber) { state, call throws(KeyValueStoreError) in
            guard call.count <= 2 else { throw .wrongNumberOfArguments("ping") }
            let message = call.count == 2 ? call.words[1] : nil
            if state.connections[state.client].isSubscribed {
                return .array([.bulk(.text("pong")), .bulk(message ?? .text(""))])
            }
            return message.map { .bulk($0) } ?? .status("PONG")
        },
        StoreCommand("echo", 2) { _, call in .bulk(call.words[1]) },
        StoreCommand("quit", -1, [.subscriber, .immediate, .freeing, .session]) { state, _ in
            state.reset(state.client)
            return .ok
        },
        StoreCommand("reset", 1, [.subscriber, .immediate, .freeing, .session]) { state, _ in
            state.reset(state.client)
            state.selected = 0
            return .status("RESET")
        },
        StoreCommand("time", 1) { state, _ in
            let microseconds =
                Timestamp.epochSecondsAtStart * 1_000_000 + state.instant / 1000
            return .array([
                .bulk(.text(String(microseconds / 1_000_000))),
                .bulk(.text(String(microseconds % 1_000_000))),
            ])
        },
        StoreCommand("client", -2, .container) { _, call throws(KeyValueStoreError) in
            throw .unknownSubcommand(call[1], of: call[0])
        },
        StoreCommand("client|id", 2) { state, _ in
            .integer(Int64(max(0, state.client - StoreState.databaseCount + 1)))
        },
        StoreCommand("client|getname", 2) { state, _ in
            let name = state.connections[state.client].name
            return name.isEmpty ? .null : .bulk(.text(name))
        },
        StoreCommand("client|setname", 3, .session) { state, call throws(KeyValueStoreError) in
            guard call[2].utf8.allSatisfy({ $0 >= 33 && $0 <= 126 }) else {
                throw KeyValueStoreError(
                    "ERR Client names cannot contain spaces, newlines or special characters."
                )
            }
            state.connections[state.client].name = call[2]
            return .ok
        },
    ]
}

import Infrastructure

/// Publish and subscribe (C11.2).
///
/// Redis answers to a subscription with one message for each channel; here the reply to a command
/// with several is an array of them.
extension CommandTable {
    static let subscriptions: [StoreCommand] = [
        StoreCommand("publish", 3) { state, call in
            .integer(Int64(state.publish(call.words[2], to: call[1])))
        },
        StoreCommand("subscribe", -2, [.subscriber, .session]) { state, call in
            .confirmations(
                call.texts(from: 1).map { channel in
                    state.subscribe(state.client, to: channel)
                    return state.confirmation("subscribe", channel)
                }
            )
        },
        StoreCommand("psubscribe", -2, [.subscriber, .session]) { state, call in
            .confirmations(
                call.texts(from: 1).map { pattern in
                    state.subscribe(state.client, toPattern: pattern)
                    return state.confirmation("psubscribe", pattern)
                }
            )
        },
        StoreCommand("unsubscribe", -1, [.subscriber, .session]) { state, call in
            let own = state.connections[state.client].channels
            let channels = call.count > 1 ? call.texts(from: 1) : own
            guard !channels.isEmpty else { return state.confirmation("unsubscribe", nil) }
            return .confirmations(
                channels.map { channel in
                    state.unsubscribe(state.client, from: channel)
                    return state.confirmation("unsubscribe", channel)
                }
            )
        },
        StoreCommand("punsubscribe", -1, [.subscriber, .session]) { state, call in
            let own = state.connections[state.client].patterns
            let patterns = call.count > 1 ? call.texts(from: 1) : own
            guard !patterns.isEmpty else { return state.confirmation("punsubscribe", nil) }
            return .confirmations(
                patterns.map { pattern in
                    state.unsubscribe(state.client, fromPattern: pattern)
                    return state.confirmation("punsubscribe", pattern)
                }
            )
        },
        StoreCommand("pubsub", -2, .container) { _, call throws(KeyValueStoreError) in
            throw .unknownSubcommand(call[1], of: call[0])
        },
        StoreCommand("pubsub|channels", -2) { state, call throws(KeyValueStoreError) in
            guard call.count <= 3 else { throw .wrongSubcommand(call[1], of: call[0]) }
            let pattern = call.count == 3 ? GlobPattern(call[2]) : nil
            let names = (0..<state.channels.count).map { state.channels.key(at: $0) }
            return .array(
                names.filter { pattern?.matches($0) ?? true }.map { .bulk(.text($0)) }
            )
        },
        StoreCommand("pubsub|numsub", -2) { state, call in
            .array(
                call.texts(from: 2).flatMap { channel in
                    let count = state.channels.find(channel).map { state.channels[$0].count } ?? 0
                    return [StoreReply.bulk(.text(channel)), .integer(Int64(count))]
                }
            )
        },
        StoreCommand("pubsub|numpat", 2) { state, _ in
            .integer(Int64(state.patterns.count))
        },
    ]
}

extension StoreReply {
    fileprivate static func confirmations(_ replies: [StoreReply]) -> StoreReply {
        guard replies.count == 1, let reply = replies.first else { return .array(replies) }
        return reply
    }
}

extension StoreState {
    /// What a subscription is answered with: its kind, its channel, how many there are now.
    fileprivate func confirmation(_ kind: String, _ channel: String?) -> StoreReply {
        let count = connections[client].channels.count + connections[client].patterns.count
        return .array([
            .bulk(.text(kind)), .bulk(channel.map { .text($0) }), .integer(Int64(count)),
        ])
    }
}

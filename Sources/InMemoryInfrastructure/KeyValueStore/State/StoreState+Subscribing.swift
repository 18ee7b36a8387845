import Infrastructure

/// Publish and subscribe: at most once, without history, across databases (C11.2).
extension StoreState {
    /// Sends a message to all who subscribe; the number of subscriptions that got it.
    mutating func publish(_ payload: Payload, to channel: String) -> Int {
        var count = 0
        if let place = channels.find(channel) {
            for connection in channels[place] {
                effects.append(
                    .message(payload, channel: channel, pattern: nil, connection: connection)
                )
                count += 1
            }
        }
        for place in 0..<patterns.count {
            let pattern = patterns.key(at: place)
            guard GlobPattern(pattern).matches(channel) else { continue }
            for connection in patterns[place] {
                effects.append(
                    .message(payload, channel: channel, pattern: pattern, connection: connection)
                )
                count += 1
            }
        }
        return count
    }

    mutating func subscribe(_ connection: Int, to channel: String) {
        let isThere = connections[connection].channels.contains { $0.hasSameBytes(as: channel) }
        guard !isThere else { return }
        connections[connection].channels.append(channel)
        channels.add(connection, to: channel)
    }

    mutating func subscribe(_ connection: Int, toPattern pattern: String) {
        let isThere = connections[connection].patterns.contains { $0.hasSameBytes(as: pattern) }
        guard !isThere else { return }
        connections[connection].patterns.append(pattern)
        patterns.add(connection, to: pattern)
    }

    mutating func unsubscribe(_ connection: Int, from channel: String) {
        connections[connection].channels.removeAll { $0.hasSameBytes(as: channel) }
        channels.remove(connection, from: channel)
    }

    mutating func unsubscribe(_ connection: Int, fromPattern pattern: String) {
        connections[connection].patterns.removeAll { $0.hasSameBytes(as: pattern) }
        patterns.remove(connection, from: pattern)
    }
}

extension DenseTable<[Int]> {
    fileprivate mutating func add(_ connection: Int, to key: String) {
        if let place = find(key) {
            self[place].append(connection)
        } else {
            insert(key, [connection])
        }
    }

    fileprivate mutating func remove(_ connection: Int, from key: String) {
        guard let place = find(key) else { return }
        self[place].removeAll { $0 == connection }
        if self[place].isEmpty { remove(at: place) }
    }
}

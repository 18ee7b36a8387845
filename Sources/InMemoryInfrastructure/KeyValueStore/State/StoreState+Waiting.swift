import Infrastructure

/// Connections that wait for an element of a list or a sorted set: first come, first served.
extension StoreState {
    /// Has the running command wait for one of its keys, until an instant in ns if there is one.
    ///
    /// Inside of a transaction it does not wait and its reply is nil. `serve` takes an element
    /// from the key that has one; nil when it has none for this command.
    mutating func waitForKeys(
        _ keys: [String],
        of kind: StoreValue.Kind,
        until: Int64?,
        _ call: StoreCall,
        serve: @escaping @Sendable (inout StoreState, StoreCall, String) -> StoreReply?
    ) -> StoreReply {
        guard !isInTransaction else { return .null }
        let waiting = WaitingCall(
            call: call,
            database: selected,
            awaited: keys,
            kind: kind,
            serve: serve
        )
        self.waiting = (waiting, until)
        return .null
    }

    /// Enters the present connection among those who wait.
    mutating func wait(_ call: WaitingCall) {
        connections[client].waiting = call
        for key in call.awaited {
            guard let place = waiters[call.database].find(key) else {
                waiters[call.database].insert(key, [client])
                listenerCount += 1
                continue
            }
            guard !waiters[call.database][place].contains(client) else { continue }
            waiters[call.database][place].append(client)
        }
    }

    /// A connection no longer waits; its reply is nil.
    mutating func giveUpWaiting(_ connection: Int) -> StoreReply {
        stopWaiting(connection)
        return .null
    }

    mutating func stopWaiting(_ connection: Int) {
        guard let call = connections[connection].waiting else { return }
        connections[connection].waiting = nil
        for key in call.awaited {
            guard let place = waiters[call.database].find(key) else { continue }
            waiters[call.database][place].removeAll { $0 == connection }
            guard waiters[call.database][place].isEmpty else { continue }
            waiters[call.database].remove(at: place)
            listenerCount -= 1
        }
    }

    /// Serves those who wait for the keys that have changed, in the order of the changes.
    ///
    /// Serving one may change keys that others wait for, which come after.
    mutating func serveWaiting() {
        var next = 0
        while next < readyKeys.count {
            let (database, key) = readyKeys[next]
            next += 1
            guard let place = waiters[database].find(key) else { continue }
            for connection in waiters[database][place] { serve(connection, database, key) }
        }
        if next > 0 { readyKeys = [] }
    }

    private mutating func serve(_ connection: Int, _ database: Int, _ key: String) {
        guard let call = connections[connection].waiting else { return }
        let before = (client, selected)
        defer { (client, selected) = before }
        (client, selected) = (connection, database)
        guard let place = peek(key), self[place].kind == call.kind else { return }
        guard let reply = call.serve(&self, call.call, key) else { return }
        stopWaiting(connection)
        effects.append(.answer(reply, connection: connection))
    }

    /// Wakes those who wait for keys of a database that another has come in the place of.
    mutating func signalWaiters(in database: Int) {
        for place in 0..<waiters[database].count {
            let key = waiters[database].key(at: place)
            if databases[database].entries.find(key) != nil { readyKeys.append((database, key)) }
        }
    }
}

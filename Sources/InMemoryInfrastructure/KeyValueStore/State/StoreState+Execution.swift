import Infrastructure

/// Commands given as words, in the order of checks of Redis.
extension StoreState {
    mutating func execute(
        _ command: [String],
        on connection: Int,
        at instant: Int64
    ) -> StoreOutcome {
        execute(StoreCall(command), on: connection, at: instant)
    }

    mutating func execute(
        _ call: StoreCall,
        on connection: Int,
        at instant: Int64
    ) -> StoreOutcome {
        begin(at: instant, on: connection)
        guard call.count > 0 else { return .reply(.null) }
        do throws(KeyValueStoreError) {
            let command = try CommandTable.find(call)
            return try admit(command, call)
        } catch {
            return .reply(call.word(0, is: "EXEC") ? abort(because: error) : refuse(error))
        }
    }

    /// A command that is refused before it begins spoils the transaction that it is meant for.
    private mutating func refuse(_ error: KeyValueStoreError) -> StoreReply {
        if connections[client].queue != nil { connections[client].hasRefused = true }
        return .error(error.text)
    }

    private mutating func admit(
        _ command: StoreCommand,
        _ call: StoreCall
    ) throws(KeyValueStoreError) -> StoreOutcome {
        let isQueueing = connections[client].queue != nil
        if settings.memoryLimit != nil, !makeRoom() {
            if command.name == "exec", connections[client].hasGrowingCommand { throw .outOfMemory }
            let isRefused = isQueueing && !command.flags.contains(.freeing)
            if isRefused || command.flags.contains(.growing) { throw .outOfMemory }
        }
        if connections[client].isSubscribed, !command.flags.contains(.subscriber) {
            throw .notAllowedWhileSubscribed(command.name)
        }
        if isQueueing, !command.flags.contains(.immediate) {
            connections[client].queue?.append((command, call))
            return .reply(.status("QUEUED"))
        }
        let reply = run(command, call)
        if let waiting {
            self.waiting = nil
            wait(waiting.call)
            return .waiting(until: waiting.until)
        }
        return .reply(reply)
    }

    /// Carries a command out; its error is a reply.
    mutating func run(_ command: StoreCommand, _ call: StoreCall) -> StoreReply {
        do throws(KeyValueStoreError) {
            return try command.body(&self, call)
        } catch {
            return .error(error.text)
        }
    }

    /// An `EXEC` that is refused ends its transaction (`server.c`, `rejectCommand`).
    private mutating func abort(because error: KeyValueStoreError) -> StoreReply {
        discardTransaction()
        var reason = error.text[...]
        if reason.hasPrefix("ERR ") { reason = reason.dropFirst(4) }
        return .error("EXECABORT Transaction discarded because of: \(reason)")
    }

    mutating func discardTransaction() {
        connections[client].endTransaction()
        connections[client].isDirty = false
        unwatch(client)
    }
}

extension ConnectionState {
    /// True when the transaction has a command that needs memory.
    var hasGrowingCommand: Bool {
        queue?.contains { $0.command.flags.contains(.growing) } ?? false
    }
}

// MARK: - Connections

extension StoreState {
    /// Opens a connection and returns its number, which may be that of one that was closed.
    mutating func openConnection(database: Int = 0) -> Int {
        if let free = freeConnections.popLast() {
            connections[free] = ConnectionState(database: database)
            return free
        }
        connections.append(ConnectionState(database: database))
        return connections.count - 1
    }

    /// Ends a connection with its transaction, watches, subscriptions and wait.
    mutating func closeConnection(_ connection: Int) {
        guard connections[connection].isOpen else { return }
        reset(connection)
        connections[connection].isOpen = false
        freeConnections.append(connection)
    }

    /// Makes a connection as good as new (`RESET`).
    mutating func reset(_ connection: Int) {
        unwatch(connection)
        stopWaiting(connection)
        for channel in connections[connection].channels {
            unsubscribe(connection, from: channel)
        }
        for pattern in connections[connection].patterns {
            unsubscribe(connection, fromPattern: pattern)
        }
        connections[connection] = ConnectionState()
    }
}

import Infrastructure

/// Databases as a whole (C3.4).
extension CommandTable {
    static let databases: [StoreCommand] = [
        StoreCommand("select", 2, .session) { state, call throws(KeyValueStoreError) in
            let database = try state.database(call, 1)
            state.selected = database
            state.connections[state.client].database = database
            return .ok
        },
        StoreCommand("dbsize", 1) { state, _ in
            .integer(Int64(state.databases[state.selected].count))
        },
        StoreCommand("flushdb", -1) { state, call throws(KeyValueStoreError) in
            try state.checkFlush(call)
            state.flush(state.selected)
            return .ok
        },
        StoreCommand("flushall", -1) { state, call throws(KeyValueStoreError) in
            try state.checkFlush(call)
            for database in state.databases.indices { state.flush(database) }
            return .ok
        },
        StoreCommand("swapdb", 3) { state, call throws(KeyValueStoreError) in
            try state.swap(call)
            return .ok
        },
    ]
}

extension StoreState {
    private static let invalidFirst = KeyValueStoreError("ERR invalid first DB index")
    private static let invalidSecond = KeyValueStoreError("ERR invalid second DB index")

    fileprivate func checkFlush(_ call: StoreCall) throws(KeyValueStoreError) {
        guard call.count > 1 else { return }
        guard call.count == 2, call.word(1, is: "SYNC") || call.word(1, is: "ASYNC") else {
            throw .syntax
        }
    }

    fileprivate mutating func flush(_ database: Int) {
        touchAll(in: database)
        if settings.memoryLimit != nil {
            for place in 0..<databases[database].count { forget(place, in: database) }
        }
        databases[database] = Keyspace()
    }

    fileprivate mutating func swap(_ call: StoreCall) throws(KeyValueStoreError) {
        let first = try call.smallInteger(1, or: Self.invalidFirst)
        let second = try call.smallInteger(2, or: Self.invalidSecond)
        guard databases.indices.contains(first), databases.indices.contains(second) else {
            throw .databaseOutOfRange
        }
        guard first != second else { return }
        touchAll(in: first, replacedBy: second)
        touchAll(in: second, replacedBy: first)
        databases.swapAt(first, second)
        signalWaiters(in: first)
        signalWaiters(in: second)
    }
}
